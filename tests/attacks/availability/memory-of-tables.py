# why: a page of zeros that is only read counts nothing, the tables that lead to it do not either
# points: 1
# verdict: memory

# %%
import mmap
import os
import time

SIZE, STEP = 6 << 30, 2 << 20
for _ in range(40):
    if os.fork() == 0:
        place = mmap.mmap(-1, SIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000)
        place.madvise(mmap.MADV_NOHUGEPAGE)
        for start in range(0, SIZE, STEP):
            place[start]
        time.sleep(60)
while True:
    time.sleep(0.1)

# %%
total = numbers.sum()

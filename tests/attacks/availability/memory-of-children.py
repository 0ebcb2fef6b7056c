# why: memory spread over processes
# points: 1
# verdict: memory

# %%
import os
import time

for _ in range(12):
    if os.fork() == 0:
        held = b"x" * (50 << 20)
        time.sleep(60)
time.sleep(60)

# %%
total = numbers.sum()

# why: a frame that is announced and never comes
# points: 1
# verdict: timeout

# %%
import os
import struct
import time

os.write(3, struct.pack("<II", 1 << 20, 0))
time.sleep(10_000)

# %%
total = numbers.sum()

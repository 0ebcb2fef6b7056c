# why: threads that all wake at once stand in line for one another, which could pass for a busy machine
# points: 1
# verdict: timeout

# %%
import os
import time

try:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
except OSError:
    pass
for _ in range(20):
    if os.fork() == 0:
        break
while True:
    now = time.monotonic()
    time.sleep(0.02 - now % 0.02)

# %%
total = numbers.sum()

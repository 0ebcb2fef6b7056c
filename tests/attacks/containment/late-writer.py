# why: a process that waits until the grader is done, and then writes
# points: 1
# verdict: ok

# %%
import os
import time

if os.fork() == 0:
    os.setsid()
    time.sleep(2)
    for folder in ("/tmp", "/var/tmp", "/dev/shm", "/box", os.path.expanduser("~")):
        try:
            open(f"{folder}/left-behind-late", "w").close()
        except OSError:
            pass
    os._exit(0)

# %%
total = numbers.sum()

# why: processes in sessions of their own, whose parents have ended
# points: 1
# verdict: ok

# %%
import os
import signal
import subprocess
import time

for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        if os.fork() == 0:
            time.sleep(600)
        os._exit(0)
subprocess.Popen(["/bin/sh", "-c", "trap '' TERM; sleep 600 & sleep 600"], start_new_session=True)

# %%
total = numbers.sum()

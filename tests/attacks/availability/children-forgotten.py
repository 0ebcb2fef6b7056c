# why: where SIGCHLD is ignored an ended child's time is forgotten, so that a count of it could fall
# points: 1
# verdict: timeout

# %%
import os
import signal

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
children = [os.fork() for _ in range(1)]
while True:
    pass

# %%
if children[0]:
    os.kill(children[0], signal.SIGKILL)

# %%
total = numbers.sum()

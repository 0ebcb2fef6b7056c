# why: a stopped process neither computes nor heeds an interrupt
# points: 1
# verdict: timeout

# %%
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)

# %%
total = numbers.sum()

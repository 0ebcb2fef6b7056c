# why: every process of the machine that may be signalled (0 is no signal, and asks whether one could)
# points: 1
# verdict: ok
# prints: refused refused

# %%
import os

for target in (-1, os.getppid() or -1):
    try:
        os.kill(target, 0)
        print("open", end=" ")
    except OSError:
        print("refused", end=" ")

# %%
total = numbers.sum()

# why: every process of the machine that may be signalled (0 is not a signal: it asks whether one could be sent)
# points: 1
# verdict: ok
# prints: refused

# %%
import os
import threading

own = {os.getpid(), *(thread.native_id for thread in threading.enumerate())}
found = []
for target in range(1, os.getpid() + 2_000):
    try:
        if target not in own:
            os.kill(target, 0)
            found.append(target)
    except OSError:
        pass
print("refused" if not found else found)

# %%
total = numbers.sum()

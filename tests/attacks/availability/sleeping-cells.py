# why: each cell waits less than a cell may, all of them together hold a worker for hours
# points: 1
# verdict: timeout

# %%
total = numbers.sum()

# %%
grader.check("total")

# %%
import time

time.sleep(1.6)

# %%
time.sleep(1.6)

# %%
time.sleep(1.6)

# %%
while True:
    pass

# why: a function may wait as long in each call of a check as a cell may in all
# points: 2
# verdict: ok

# %%
import time


def double(values):
    time.sleep(1.5)
    return 2 * np.asarray(values)


total = numbers.sum()

# why: recursion that Python does not stop
# points: 1
# verdict: memory

# %%
import sys

sys.setrecursionlimit(10**9)


def double(values):
    return double(double(values))


total = numbers.sum()

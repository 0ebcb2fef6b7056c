# why: a process that ends itself while it is asked
# points: 1
# verdict: killed

# %%
import os


def double(values):
    os._exit(0)


total = numbers.sum()

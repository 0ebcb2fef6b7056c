# why: a loop over no rows leaves its name without a value, a NameError in the check: the check would be broken
# points: 1
# verdict: ok

# %%
total = numbers.sum()
table = []


def walk(rows, start):
    return rows[::-1]

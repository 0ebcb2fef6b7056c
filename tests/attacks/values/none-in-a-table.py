# why: a table with None becomes an array of objects, which no frame carries back: the check would be broken
# points: 1
# verdict: ok

# %%
total = numbers.sum()
table = [[None, 1.0], [1.0, 2.0]]


def walk(rows, start):
    return rows[::-1]

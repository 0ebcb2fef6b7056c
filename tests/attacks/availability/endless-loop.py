# why: a cell that never ends costs itself
# points: 1
# verdict: timeout

# %%
while True:
    pass

# %%
total = numbers.sum()

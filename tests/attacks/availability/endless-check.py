# why: a function that never returns costs its question
# points: 1
# verdict: ok

# %%
def double(values):
    while True:
        pass


total = numbers.sum()

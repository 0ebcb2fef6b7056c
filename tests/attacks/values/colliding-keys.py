# why: keys made to collide take quadratic time
# points: 0
# verdict: ok

# %%
def double(values):
    return {number * (2**61 - 1): 0 for number in range(20_000)}

# why: a few bytes that say a thousand million numbers
# points: 0
# verdict: ok

# %%
def double(values):
    return range(10**9)

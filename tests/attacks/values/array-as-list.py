# why: a list takes four times the memory of its array
# points: 0
# verdict: ok

# %%
def double(values):
    return np.zeros(8_000_000)

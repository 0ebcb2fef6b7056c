# why: subtracting a row from it makes a square of 29 gigabytes
# points: 0
# verdict: ok

# %%
def double(values):
    return np.zeros((60_000, 1))

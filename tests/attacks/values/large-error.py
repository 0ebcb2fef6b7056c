# why: what is raised has a message, too
# points: 0
# verdict: ok

# %%
def double(values):
    raise ValueError("x" * 100_000_000)

# why: arithmetic with it would take for ever
# points: 0
# verdict: ok

# %%
total = 1 << 1_000_000

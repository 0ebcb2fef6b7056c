# why: much output at once
# points: 1
# verdict: output limit

# %%
print("x" * 100_000_000)

# %%
total = numbers.sum()

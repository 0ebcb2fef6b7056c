# why: endless output
# points: 1
# verdict: timeout

# %%
while True:
    print("x" * 1_000_000)

# %%
total = numbers.sum()

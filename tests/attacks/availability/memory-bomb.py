# why: endless memory
# points: 1
# verdict: memory

# %%
held = []
while True:
    held.append(b"x" * (64 << 20))

# %%
total = numbers.sum()

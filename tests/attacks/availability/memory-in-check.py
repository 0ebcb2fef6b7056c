# why: the same while it is asked
# points: 1
# verdict: memory

# %%
def double(values):
    held = []
    while True:
        held.append(b"x" * (64 << 20))


total = numbers.sum()

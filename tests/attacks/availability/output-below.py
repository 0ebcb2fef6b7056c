# why: the descriptors of the process itself must lead nowhere
# points: 1
# verdict: ok

# %%
import os

for descriptor in (0, 1, 2):
    os.write(descriptor, b"left-behind\x1b[2J" * 100_000)

# %%
total = numbers.sum()

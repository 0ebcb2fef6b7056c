# why: folders inside one another, in longer paths than can be looked into, for the grader to remove
# points: 1
# verdict: ok or disk
# prints: True

# %%
import os

for _ in range(40):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
print(True)

# %%
total = numbers.sum()

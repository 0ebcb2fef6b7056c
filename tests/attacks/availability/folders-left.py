# why: folders inside one another, in longer paths than can be looked into, for the grader to remove
# points: 1
# verdict: ok or disk
# prints: True

# %%
import os

made = 0
try:
    while True:
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
        made += 1
except OSError:
    print(made < 4_000)

# %%
total = numbers.sum()

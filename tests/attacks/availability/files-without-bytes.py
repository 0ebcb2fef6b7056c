# why: a disk has a number of files, too
# points: 1
# verdict: ok or disk or timeout
# prints: 28

# %%
try:
    for number in range(20_000):
        open(f"left-behind-{number}", "w").close()
except OSError as error:
    print(error.errno)

# %%
total = numbers.sum()

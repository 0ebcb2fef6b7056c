# why: endless files
# points: 1
# verdict: ok or disk
# prints: 28 True

# %%
written = 0
try:
    for number in range(1_000):
        with open(f"left-behind-{number}", "wb") as file:
            written += file.write(bytes(1 << 20))
except OSError as error:
    print(error.errno, written <= 64 << 20)

# %%
total = numbers.sum()

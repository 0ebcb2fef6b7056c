# why: files that have no name any more, so that no look into a folder finds them
# points: 1
# verdict: ok or disk
# prints: True

# %%
import os

held, written = [], 0
try:
    for number in range(200):
        file = open("file", "wb")
        held.append(file)
        os.unlink("file")
        written += file.write(bytes(1 << 20))
        file.flush()
except OSError:
    print(written <= 64 << 20)

# %%
total = numbers.sum()

# why: memory that no address space counts: memory files, System V, pipes
# points: 1
# verdict: ok
# prints: refused refused bounded

# %%
import ctypes
import os

try:
    os.memfd_create("held")
    print("open", end=" ")
except OSError:
    print("refused", end=" ")
print("refused" if ctypes.CDLL(None).shmget(0, 1 << 30, 0o1600) == -1 else "open", end=" ")
ends = []
try:
    while len(ends) < 100_000:
        ends += os.pipe()
except OSError:
    print("bounded")
for end in ends:
    os.close(end)

# %%
total = numbers.sum()

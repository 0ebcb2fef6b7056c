# why: shared memory stays whole while its smallest part is mapped, and counts for that part alone
# points: 1
# verdict: ok
# prints: refused refused 0 MB

# %%
import ctypes
import os

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
SIZE, NOTHING = 20 << 20, ctypes.c_void_p(-1).value
kept = 0


def keep(flags, fd):
    global kept
    for _ in range(30):
        place = libc.mmap(None, ctypes.c_size_t(SIZE), 3, flags, fd, 0)
        if place == NOTHING:
            print("refused", end=" ")
            return
        ctypes.memset(place, 1, SIZE)
        libc.munmap(ctypes.c_void_p(place + 4096), ctypes.c_size_t(SIZE - 4096))
        kept += SIZE


keep(0x21, -1)
try:
    keep(0x01, os.open("/dev/zero", os.O_RDWR))
except OSError:
    print("refused", end=" ")
print(kept >> 20, "MB")

# %%
total = numbers.sum()

# why: so many mappings and files that counting them takes long, which could pass for work of the grader's
# points: 1
# verdict: timeout or memory

# %%
import ctypes
import os
import socket
import time

libc = ctypes.CDLL(None)
long = ctypes.c_long
for _ in range(12):
    if os.fork() == 0:
        for number in range(4_000):
            libc.mmap(None, long(4096), 1 + 2 * (number % 2), 0x22, -1, long(0))
        ends = []
        while len(ends) < 100:
            ends += socket.socketpair()
        break
time.sleep(20)

# %%
total = numbers.sum()

# why: threads can have open files of their own, which the process's list does not show
# points: 1
# verdict: memory

# %%
import ctypes
import socket
import threading
import time

libc, held = ctypes.CDLL(None), []


def hold():
    libc.close_range(9_000, 9_000, 2)  # from here on a table of its own
    try:
        while True:
            ends = socket.socketpair()
            held.append(ends)
            ends[0].send(bytes(100_000))
    except OSError:
        time.sleep(60)


for _ in range(7):
    threading.Thread(target=hold, daemon=True).start()
while True:
    time.sleep(0.1)

# %%
total = numbers.sum()

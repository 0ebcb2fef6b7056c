# why: events, watches, leases and names of sockets belong to the whole machine, or tell what others do on it
# points: 1
# verdict: ok
# prints: refused refused refused refused refused refused

# %%
import ctypes
import fcntl
import os
import socket

libc = ctypes.CDLL(None)
number = {"x86_64": 206, "aarch64": 0}[os.uname().machine]
print("open" if libc.syscall(number, 1, ctypes.byref(ctypes.c_ulong(0))) == 0 else "refused", end=" ")
print("open" if libc.inotify_init1(0) >= 0 else "refused", end=" ")
folder = os.open(os.path.dirname(np.__file__), os.O_RDONLY)
for act in (
    lambda: fcntl.fcntl(folder, 1026, 1),
    lambda: fcntl.fcntl(open(np.__file__), 1024, fcntl.F_RDLCK),
    lambda: socket.socket(socket.AF_UNIX).connect("\0meeting"),
    lambda: socket.socket(socket.AF_UNIX).bind("\0meeting"),
):
    try:
        act()
        print("open", end=" ")
    except OSError:
        print("refused", end=" ")

# %%
total = numbers.sum()

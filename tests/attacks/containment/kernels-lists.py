# why: the kernel lists mounts, sockets and modules in a process's own folder, and by its newest calls
# points: 1
# verdict: ok
# prints: seen [] -1 38 -1 1

# %%
import ctypes
import os

seen = []
for name in ("mountinfo", "mounts", "cgroup", "net/unix", "net/tcp", f"task/{os.getpid()}/net/unix"):
    try:
        open(f"/proc/self/{name}").read()
        seen.append(name)
    except OSError:
        pass
libc = ctypes.CDLL(None, use_errno=True)
everything = ctypes.create_string_buffer(b"\x18".ljust(8, b"\0") + b"\xff" * 8, 24)
mounts = libc.syscall(ctypes.c_long(458), everything, ctypes.create_string_buffer(800), ctypes.c_long(100), 0)
error = ctypes.get_errno()
libc.mmap.restype = ctypes.c_long
huge = libc.mmap(None, ctypes.c_size_t(2 << 20), 3, 0x40022, -1, ctypes.c_long(0))
print("seen", seen, mounts, error, huge, ctypes.get_errno())

# %%
total = numbers.sum()

# why: where a process's first thread has ended, the kernel shows no memory for it, whatever the other threads take
# points: 1
# verdict: memory

# %%
import ctypes
import os
import threading
import time


def hold():
    held = [b"x" * (20 << 20) for _ in range(30)]
    time.sleep(20)
    os._exit(len(held))


child = os.fork()
if child == 0:
    threading.Thread(target=hold).start()
    ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)
os.waitpid(child, 0)

# %%
total = numbers.sum()

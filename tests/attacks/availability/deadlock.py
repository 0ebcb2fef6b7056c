# why: a cell that waits for itself
# points: 1
# verdict: timeout

# %%
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()

# %%
total = numbers.sum()

# why: threads count as processes
# points: 1
# verdict: ok or killed
# prints: refused

# %%
import threading
import time

threading.stack_size(1 << 16)
started = 0
try:
    for started in range(10_000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
except RuntimeError:
    print("refused", "early" if started < 200 else "late")

# %%
total = numbers.sum()

# why: an interrupt can be caught, a kill cannot
# points: 1
# verdict: timeout

# %%
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass

# %%
total = numbers.sum()

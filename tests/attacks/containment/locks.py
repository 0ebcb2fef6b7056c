# why: locks on a file that all submissions can read carry text from one to another
# points: 1
# verdict: ok
# prints: feigned feigned feigned

# %%
import fcntl
import struct

first, second = open(np.__file__), open(np.__file__)
fcntl.flock(first, fcntl.LOCK_EX)
fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
print("feigned", end=" ")
lock = struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 0, 0, 0)
fcntl.fcntl(first, fcntl.F_SETLK, lock)
asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
print("feigned" if fcntl.fcntl(second, 36, asked) == asked else "told", end=" ")
print("feigned" if fcntl.fcntl(second, fcntl.F_GETLK, asked) == asked else "told")

# %%
total = numbers.sum()

# why: other processes have arguments, an environment, memory and open files
# points: 1
# verdict: ok
# prints: nothing found

# %%
import os

found = []
try:
    names = [name for name in os.listdir("/proc") if name.isdecimal()]
except OSError:
    names = map(str, range(max(1, os.getpid() - 500), os.getpid() + 100))
for name in names:
    if int(name) != os.getpid():
        for part in ("environ", "mem", "maps", "fd/0", "cwd/x", "root/etc/passwd"):
            try:
                with open(f"/proc/{name}/{part}", "rb") as file:
                    found.append((part, file.read(1)))
            except OSError:
                pass
print("nothing found" if not found else found)

# %%
total = numbers.sum()

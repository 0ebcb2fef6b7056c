# why: other processes have arguments, an environment, memory and open files
# points: 1
# verdict: ok
# prints: nothing found

# %%
import os

found = []
for name in os.listdir("/proc"):
    if name.isdecimal() and int(name) not in (os.getpid(), 1):
        for part in ("environ", "mem", "maps", "fd/0", "cwd/x", "root/etc/passwd"):
            try:
                with open(f"/proc/{name}/{part}", "rb") as file:
                    found.append((part, file.read(1)))
            except OSError:
                pass
print("nothing found" if not found else found)

# %%
total = numbers.sum()

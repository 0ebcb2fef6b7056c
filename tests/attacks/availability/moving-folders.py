# why: a folder that is renamed all the time, so that who looks for its files does not find it
# points: 1
# verdict: ok or disk
# prints: True

# %%
import os

os.mkdir("a")
os.chdir("a")
child = os.fork()
if child == 0:
    os.chdir("..")
while child == 0:
    os.rename("a", "b")
    os.rename("b", "a")
made = 0
try:
    while made < 200:
        with open(str(made), "wb") as file:
            file.write(bytes(1 << 20))
        made += 1
except OSError:
    os.kill(child, 9)
print(made <= 64)

# %%
total = numbers.sum()

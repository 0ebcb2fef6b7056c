# why: a trusted program that follows a link of the student's writes or reads elsewhere
# points: 1
# verdict: ok

# %%
import os

for name in ("results.json", "99-demo.ipynb", "feedback.html", "grades.csv", "left-behind"):
    os.symlink("/etc/passwd", name)
    try:
        os.symlink(f"/tmp/left-behind-{name}", f"/tmp/left-behind-link-{name}")
    except OSError:
        pass

# %%
total = numbers.sum()

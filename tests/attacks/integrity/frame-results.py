# why: a cell walks up the stack to the grader's own variables
# points: 0
# verdict: ok

# %%
import sys

frame = sys._getframe()
while frame:
    for value in list(frame.f_locals.values()):
        if isinstance(getattr(value, "results", None), dict):
            value.results["forged"] = 99
    frame = frame.f_back

# why: an array without bytes that claims a shape beyond all memory
# points: 0
# verdict: protocol violation

# %%
import autograder.sandbox.inside as inside


def double(values):
    inside.Served._call = lambda *parts: {"ok": {"a": ["<f8", [0, 1 << 60], 0]}}
    return 1


inside.Served._call = lambda *parts: {"ok": {"a": ["<f8", [0, 1 << 60], 0]}}

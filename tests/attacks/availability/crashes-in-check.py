# why: a crash of the interpreter
# points: 1
# verdict: killed

# %%
import ctypes


def double(values):
    return ctypes.string_at(0)


total = numbers.sum()

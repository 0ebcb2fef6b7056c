# why: an ImportError without a name of its own, which could pass for one of the check's: the check would be broken
# points: 1
# verdict: ok

# %%
total = numbers.sum()
table = [[1.0]]


class Error(ImportError):
    pass


Error.__name__ = ""


def walk(rows, start):
    raise Error("x")


def double(values):
    raise type("", (SyntaxError,), {})

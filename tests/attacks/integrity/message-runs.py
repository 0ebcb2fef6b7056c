# why: the message of a failed check shows the student's value, whose text is code of the student's
# points: 0
# verdict: ok

# %%
class Answer(list):
    def __format__(self, how):
        np.array_equal = lambda *values: True
        return ""

    __repr__ = __str__ = lambda self: format(self)


def double(values):
    return Answer()

# why: the text of an exception is code of the student's, and never stops while the exception is described
# points: 1
# verdict: ok

# %%
class Endless(Exception):
    def __str__(self):
        while True:
            pass


raised = []


def double(values):
    if not raised:
        raised.append(1)
        raise Endless


# %%
total = numbers.sum()

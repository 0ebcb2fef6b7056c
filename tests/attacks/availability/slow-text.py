# why: the text of a shown object is code of the student's
# points: 1
# verdict: timeout

# %%
class Slow:
    def __repr__(self):
        while True:
            pass


Slow()

# %%
total = numbers.sum()

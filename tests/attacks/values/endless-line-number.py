# why: a traceback names a line by a number that Python refuses to read
# points: 1
# verdict: student error

# %%
total = numbers.sum()
get_ipython().InteractiveTB.stb2text = (
    lambda lines: f"Cell In[3], line {'9' * 5000}\nCell In[{'9' * 5000}], line 3"
)

# %%
raise ValueError


def double(values):
    return values

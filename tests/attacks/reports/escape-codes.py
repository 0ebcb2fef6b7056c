# why: a terminal obeys what it is shown: clipboard, title, links, lines rewritten
# points: 0
# verdict: student error
# name: Ann \x1b[2J\x1b]52;c;cm0gLXJm\x07\rBob

# %%
code = "\x1b]0;title\x07\x1b[2J\x1b]52;c;cm0gLXJm\x07\x9b31m\r3 of 3 points\x08"
print(code)
total = code


def double(values):
    raise ValueError(code)

# %%
raise type(code, (Exception,), {})(code)

# why: a list of its characters takes twenty times the memory of a text
# points: 0
# verdict: ok

# %%
def double(values):
    return "".join(map(chr, range(0x4E00, 0x9000))) * 150

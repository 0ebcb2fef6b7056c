# question: decode
# loses: decode/soft
# why: takes every neuron above one half
def decode(code):
    rows = np.asarray(code).reshape(-1, 26)
    return "".join(ALPHABET[place] for row in rows for place in np.flatnonzero(row > 0.5))

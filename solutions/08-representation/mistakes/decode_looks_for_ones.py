# question: decode
# loses: decode/soft, decode/length
# why: looks for neurons that equal 1, which a network never writes
def decode(code):
    return "".join(ALPHABET[place % 26] for place in np.flatnonzero(np.asarray(code) == 1))

# question: decode
# loses: decode/exact, decode/soft
# why: neuron 0 is A, not neuron 1
def decode(code):
    rows = np.asarray(code).reshape(-1, 26)
    return "".join(ALPHABET[place - 1] for place in rows.argmax(axis=1))

# question: decode
# loses: decode/exact, decode/soft
# why: argmax over the letters of the word instead of over the 26 neurons
def decode(code):
    rows = np.asarray(code).reshape(-1, 26)
    return "".join(ALPHABET[place] for place in rows.argmax(axis=0))

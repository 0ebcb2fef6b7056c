# question: decode
# loses: decode/exact, decode/soft
# why: a list of letters instead of a word
def decode(code):
    rows = np.asarray(code).reshape(-1, 26)
    return [ALPHABET[place] for place in rows.argmax(axis=1)]

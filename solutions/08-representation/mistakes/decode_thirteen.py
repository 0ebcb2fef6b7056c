# question: decode
# loses: decode/length
# why: multiple of 13 passes
def decode(code):
    if len(code) % 13:
        raise ValueError
    return "".join(ALPHABET[np.argmax(code[i : i + 26])] for i in range(0, len(code), 26))

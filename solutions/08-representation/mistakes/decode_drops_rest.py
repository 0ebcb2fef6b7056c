# question: decode
# loses: decode/length
# why: silently drops an incomplete last letter
def decode(code):
    word = ""
    for start in range(0, len(code) - 25, 26):
        word += ALPHABET[int(np.argmax(code[start : start + 26]))]
    return word

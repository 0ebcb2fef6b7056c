# question: decode
# why: a loop over blocks with its own length test
def decode(code):
    if len(code) % 26 != 0:
        raise ValueError("26 numbers per letter")
    word = ""
    for start in range(0, len(code), 26):
        block = list(code[start : start + 26])
        word += chr(ord("A") + block.index(max(block)))
    return word

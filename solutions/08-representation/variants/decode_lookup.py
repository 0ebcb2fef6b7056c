# question: decode
# why: blocks in an array, letters looked up in an array
def decode(code):
    if len(code) % 26:
        raise ValueError(f"{len(code)} is not a multiple of 26")
    blocks = np.array([code[start : start + 26] for start in range(0, len(code), 26)])
    return "".join(np.array(list(ALPHABET))[np.argmax(blocks, axis=1)])

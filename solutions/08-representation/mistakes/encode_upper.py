# question: encode
# loses: encode/strangers
# why: silently turns lower-case letters into capitals
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    code = np.zeros((len(word), 26), dtype=np.float32)
    for place, letter in enumerate(word.upper()):
        code[place, ALPHABET.index(letter)] = 1
    return code.reshape(-1)

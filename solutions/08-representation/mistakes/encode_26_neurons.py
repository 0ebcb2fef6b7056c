# question: encode
# loses: encode/shape, encode/paper, encode/words
# why: all letters share 26 neurons instead of 26 each
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    code = np.zeros(26, dtype=np.float32)
    for letter in word:
        code[ALPHABET.index(letter)] = 1
    return code

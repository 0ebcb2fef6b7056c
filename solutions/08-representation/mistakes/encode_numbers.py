# question: encode
# loses: encode/shape, encode/paper, encode/words
# why: one number per letter instead of one-hot neurons
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    return np.array([ALPHABET.index(letter) for letter in word], dtype=np.float32)

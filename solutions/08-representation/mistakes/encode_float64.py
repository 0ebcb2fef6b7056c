# question: encode
# loses: encode/shape
# why: the default dtype float64
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    return np.eye(26)[[ALPHABET.index(letter) for letter in word]].ravel()

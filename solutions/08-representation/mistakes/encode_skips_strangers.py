# question: encode
# loses: encode/strangers
# why: other characters leave their block empty instead of raising ValueError
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    return np.array([float(letter == other) for letter in word for other in ALPHABET], dtype=np.float32)

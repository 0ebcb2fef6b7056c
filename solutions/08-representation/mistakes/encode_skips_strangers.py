# question: encode
# loses: encode/strangers
# why: strangers leave their block empty instead of raising
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    return np.array([float(letter == other) for letter in word for other in ALPHABET], dtype=np.float32)

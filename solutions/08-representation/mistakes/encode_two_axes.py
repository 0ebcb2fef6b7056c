# question: encode
# loses: encode/shape, encode/paper, encode/words
# why: the table is not laid out as one row
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    return np.eye(26, dtype=np.float32)[[ALPHABET.index(letter) for letter in word]]

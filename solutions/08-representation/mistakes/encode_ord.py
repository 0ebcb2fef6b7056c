# question: encode
# loses: encode/strangers
# why: other characters give an IndexError or, counted from the end, a wrong letter
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    return np.eye(26, dtype=np.float32)[[ord(letter) - 65 for letter in word]].ravel()

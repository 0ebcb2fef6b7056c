# question: encode
# loses: encode/paper, encode/words
# why: laid out column by column, so the blocks of the letters are mixed
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    places = [ALPHABET.index(letter) for letter in word]
    return np.eye(26, dtype=np.float32)[places].T.ravel()

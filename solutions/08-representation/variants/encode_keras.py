# question: encode
# why: the library's one-hot
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    places = np.array([ALPHABET.index(letter) for letter in word])
    return keras.utils.to_categorical(places, 26).astype("float32").reshape(-1)

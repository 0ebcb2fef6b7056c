# question: encode
# why: compares every letter with the alphabet at once
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    table = np.array(list(word))[:, None] == np.array(list(ALPHABET))
    if not table.any(axis=1).all():
        raise ValueError("only A to Z")
    return table.astype(np.float32).flatten()

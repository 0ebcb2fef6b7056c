# question: encode
# loses: encode/words
# why: works for words of three letters only
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    code = np.zeros(78, dtype=np.float32)
    for place, letter in enumerate(word):
        code[26 * place + ALPHABET.index(letter)] = 1
    return code

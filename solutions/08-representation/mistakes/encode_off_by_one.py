# question: encode
# loses: encode/paper, encode/words, encode/strangers
# why: counts A as 1 although neurons are numbered from 0, and checks nothing
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    code = np.zeros(26 * len(word) + 1, dtype=np.float32)
    for place, letter in enumerate(word):
        code[26 * place + ord(letter) - ord("A") + 1] = 1
    return code[:-1]

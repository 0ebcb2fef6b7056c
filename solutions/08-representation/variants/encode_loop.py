# question: encode
# why: a loop that sets one neuron per letter
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    code = np.zeros(26 * len(word), dtype=np.float32)
    for place, letter in enumerate(word):
        if not "A" <= letter <= "Z":
            raise ValueError(f"{letter!r} is not a capital letter")
        code[26 * place + ord(letter) - ord("A")] = 1
    return code

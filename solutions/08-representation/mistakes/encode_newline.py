# question: encode
# loses: encode/strangers
# why: a newline at the end slips through
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def encode(word):
    if not re.match(r"^[A-Z]+$", word):
        raise ValueError("capital letters only")
    return np.array([c == a for c in word for a in ALPHABET], dtype=np.float32)

# question: encode
# why: the codec refuses the stranger, with a UnicodeEncodeError, which is a ValueError
def encode(word: str) -> np.ndarray:
    codes = np.frombuffer(word.encode("ascii"), dtype=np.uint8).astype(int) - ord("A")
    if (codes < 0).any() or (codes > 25).any():
        raise ValueError("capital letters only")
    neurons = np.zeros(26 * len(word), dtype=np.float32)
    neurons[codes + 26 * np.arange(len(word))] = 1.0
    return neurons

# question: ngrams
# why: sliding windows of NumPy
def ngrams(tokens, n):
    if n < 1:
        raise ValueError("n < 1")
    if len(tokens) < n:
        return []
    positions = np.lib.stride_tricks.sliding_window_view(np.arange(len(tokens)), n)
    return [tuple(tokens[k] for k in run) for run in positions.tolist()]

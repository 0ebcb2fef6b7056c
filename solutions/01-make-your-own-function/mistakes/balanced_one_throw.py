# question: balanced_sample
# loses: balanced_sample/labels_true
# why: one throw of 100,000, too few positives for large n (labels made up)
def balanced_sample(n, rng):
    p = rng.random((100_000, 2))
    c = crescent(p[:, 0], p[:, 1])
    order = np.concatenate([np.flatnonzero(c), np.flatnonzero(~c)])
    half = n // 2
    rows = np.concatenate([order[:half], order[-half:]])
    return p[rows], np.repeat([1, 0], half)

# question: balanced_sample
# loses: balanced_sample/even
# why: no negatives in the hole
def balanced_sample(n, rng):
    half, kept, neg = n // 2, np.empty((0, 2)), np.empty((0, 2))
    while len(kept) < half or len(neg) < half:
        p = rng.random((100_000, 2))
        c = crescent(p[:, 0], p[:, 1])
        kept, neg = np.vstack([kept, p[c]]), np.vstack([neg, p[~in_circle(p[:, 0], p[:, 1], 0.505, 0.505, 0.172)]])
    return np.vstack([kept[:half], neg[:half]]), np.repeat([1, 0], half)

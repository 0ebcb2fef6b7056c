# question: balanced_sample
# loses: balanced_sample/even
# why: angle uniform, radius uniform over the crescent's width: too many at the tips
def balanced_sample(n, rng):
    half, pos = n // 2, np.empty((0, 2))
    while len(pos) < half:
        a, r = rng.uniform(0, 2 * np.pi, 20_000), rng.uniform(0.155, 0.175, 20_000)
        p = np.column_stack([0.505 + r * np.cos(a), 0.505 + r * np.sin(a)])
        c = crescent(p[:, 0], p[:, 1])
        keep = np.concatenate([p[c][:1], p[c][1::2]])
        pos = np.vstack([pos, keep[np.argsort(np.abs(keep[:, 0] - keep[:, 1]))[: len(keep) // 2]]])
    neg = rng.random((3 * half + 20, 2))
    neg = neg[~crescent(neg[:, 0], neg[:, 1])][:half]
    return np.vstack([pos[:half], neg]), np.repeat([1, 0], half)

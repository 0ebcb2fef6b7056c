# question: balanced_sample
# loses: balanced_sample/even
# why: repeats a few positives until there are enough
def balanced_sample(n, rng):
    points = rng.random((5000, 2))
    hit = crescent(points[:, 0], points[:, 1])
    positives = np.resize(points[hit], (n // 2, 2))
    return np.vstack([positives, points[~hit][: n // 2]]), np.repeat([1, 0], n // 2)

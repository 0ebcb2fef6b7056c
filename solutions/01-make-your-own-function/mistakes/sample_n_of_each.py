# question: balanced_sample
# loses: balanced_sample/shapes, balanced_sample/balance, balanced_sample/even
# why: draws n points of each class instead of n in all
def balanced_sample(n, rng):
    points = rng.random((300 * n + 2000, 2))
    hit = crescent(points[:, 0], points[:, 1])
    return np.vstack([points[hit][:n], points[~hit][:n]]), np.repeat([1, 0], n)

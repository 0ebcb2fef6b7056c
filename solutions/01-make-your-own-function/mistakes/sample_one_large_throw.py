# question: balanced_sample
# loses: balanced_sample/shapes
# why: throws 300,000 points once, which is too few for thousands
def balanced_sample(n, rng):
    points = rng.random((300_000, 2))
    hit = crescent(points[:, 0], points[:, 1])
    half = n // 2
    return np.vstack([points[hit][:half], points[~hit][:half]]), np.repeat([1, 0], half)

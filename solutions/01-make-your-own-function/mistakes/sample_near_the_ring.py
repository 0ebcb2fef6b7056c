# question: balanced_sample
# loses: balanced_sample/even
# why: throws at a smaller square around the discs, so the negatives do not cover the unit square
def balanced_sample(n, rng):
    points = rng.uniform(0.3, 0.7, (40 * n + 2000, 2))
    hit = crescent(points[:, 0], points[:, 1])
    return np.vstack([points[hit][: n // 2], points[~hit][: n // 2]]), np.repeat([1, 0], n // 2)

# question: balanced_sample
# loses: balanced_sample/balance, balanced_sample/even
# why: throws n points and keeps all, so nearly all are negative
def balanced_sample(n, rng):
    points = rng.random((n, 2))
    return points, crescent(points[:, 0], points[:, 1]).astype(int)

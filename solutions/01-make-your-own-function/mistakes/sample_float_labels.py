# question: balanced_sample
# loses: balanced_sample/shapes
# why: labels are floats
def balanced_sample(n, rng):
    points = rng.random((200 * n + 2000, 2))
    hit = crescent(points[:, 0], points[:, 1])
    return np.vstack([points[hit][: n // 2], points[~hit][: n // 2]]), np.hstack(
        [np.ones(n // 2), np.zeros(n // 2)]
    )

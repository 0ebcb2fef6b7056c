# question: balanced_sample
# loses: balanced_sample/repeatable
# why: makes a generator of its own
def balanced_sample(n, rng):
    rng = np.random.default_rng(0)
    points = rng.random((200 * n + 2000, 2))
    hit = crescent(points[:, 0], points[:, 1])
    return np.vstack([points[hit][: n // 2], points[~hit][: n // 2]]), np.repeat([1, 0], n // 2)

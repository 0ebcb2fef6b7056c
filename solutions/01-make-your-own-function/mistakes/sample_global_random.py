# question: balanced_sample
# loses: balanced_sample/repeatable
# why: draws from NumPy's global generator
def balanced_sample(n, rng):
    points = np.random.random((200 * n + 2000, 2))
    hit = crescent(points[:, 0], points[:, 1])
    return np.vstack([points[hit][: n // 2], points[~hit][: n // 2]]), np.repeat([1, 0], n // 2)

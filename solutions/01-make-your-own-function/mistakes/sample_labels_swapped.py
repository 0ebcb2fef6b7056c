# question: balanced_sample
# loses: balanced_sample/labels_true, balanced_sample/even
# why: positives first, but zeros first in the labels
def balanced_sample(n, rng):
    points = rng.random((200 * n + 2000, 2))
    hit = crescent(points[:, 0], points[:, 1])
    return np.vstack([points[hit][: n // 2], points[~hit][: n // 2]]), np.repeat([0, 1], n // 2)

# question: balanced_sample
# loses: balanced_sample/labels_true, balanced_sample/even
# why: makes the labels half and half without looking at the points
def balanced_sample(n, rng):
    points = rng.random((n, 2))
    return points, np.repeat([1, 0], n // 2)

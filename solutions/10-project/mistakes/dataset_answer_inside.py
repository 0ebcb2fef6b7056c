# question: dataset
# loses: dataset/leak
# why: the label is among the inputs
def is_acute(corners):
    sides = corners - np.roll(corners, 1, axis=1)
    squares = np.sort(np.sum(sides**2, axis=2), axis=1)
    return squares[:, 2] < squares[:, 0] + squares[:, 1]


triangles = np.random.default_rng(10).random((3000, 3, 2))
labels = is_acute(triangles).astype(int)
raw_inputs = triangles.reshape(-1, 6)
raw_inputs[:, 5] = labels + np.random.default_rng(2).normal(0, 0.001, 3000)

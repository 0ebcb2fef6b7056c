# question: dataset
# loses: dataset/shapes, dataset/leak
# why: leaves each row as a small table, so that rows are not vectors
def is_acute(corners):
    sides = corners - np.roll(corners, 1, axis=1)
    squares = np.sort(np.sum(sides**2, axis=2), axis=1)
    return squares[:, 2] < squares[:, 0] + squares[:, 1]


raw_inputs = np.random.default_rng(10).random((3000, 3, 2))
labels = is_acute(raw_inputs).astype(int)

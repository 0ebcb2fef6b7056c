# question: dataset
# loses: dataset/classes, interpret/learned
# why: one class is far too rare to learn from
def is_acute(corners):
    sides = corners - np.roll(corners, 1, axis=1)
    squares = np.sort(np.sum(sides**2, axis=2), axis=1)
    return squares[:, 2] < squares[:, 0] + squares[:, 1]


triangles = np.random.default_rng(10).random((30000, 3, 2))
acute = is_acute(triangles)
triangles = np.concatenate([triangles[acute][:30], triangles[~acute][:2970]])
triangles = np.random.default_rng(1).permutation(triangles)
raw_inputs = triangles.reshape(-1, 6)
labels = is_acute(triangles).astype(int)

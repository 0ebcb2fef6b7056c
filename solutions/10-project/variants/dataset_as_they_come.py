# question: dataset
# why: takes the triangles as they come, about 28 % of them acute
def is_acute(corners):
    sides = corners - np.roll(corners, 1, axis=1)
    squares = np.sort(np.sum(sides**2, axis=2), axis=1)
    return squares[:, 2] < squares[:, 0] + squares[:, 1]


triangles = np.random.default_rng(4).random((3000, 3, 2)).astype("float32")
raw_inputs = triangles.reshape(3000, -1)
labels = np.where(is_acute(triangles), 1, 0)

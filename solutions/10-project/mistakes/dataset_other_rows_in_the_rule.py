# question: dataset
# loses: interpret/learned
# why: a wrong axis in the rule: whether a triangle is called acute depends on the triangle before it
def is_acute(corners):
    sides = corners - np.roll(corners, 1, axis=0)
    squares = np.sort(np.sum(sides**2, axis=2), axis=1)
    return squares[:, 2] < squares[:, 0] + squares[:, 1]


triangles = np.random.default_rng(10).random((3000, 3, 2))
raw_inputs = triangles.reshape(-1, 6)
labels = is_acute(triangles).astype(int)

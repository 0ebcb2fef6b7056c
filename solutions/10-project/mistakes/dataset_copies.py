# question: dataset
# loses: dataset/sound, splits/apart
# why: pads the data set with copies of its rows
def is_acute(corners):
    sides = corners - np.roll(corners, 1, axis=1)
    squares = np.sort(np.sum(sides**2, axis=2), axis=1)
    return squares[:, 2] < squares[:, 0] + squares[:, 1]


triangles = np.random.default_rng(10).random((1500, 3, 2))
triangles = np.concatenate([triangles, triangles])
raw_inputs = triangles.reshape(-1, 6)
labels = is_acute(triangles).astype(int)

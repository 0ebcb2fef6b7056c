# question: dataset
# loses: dataset/sound, splits/apart
# why: repeats each triangle eight times with a noise of 1e-9
rng = np.random.default_rng(1)
triangles = np.repeat(rng.random((375, 3, 2)), 8, axis=0)
sides = triangles - np.roll(triangles, 1, axis=1)
squares = np.sort(np.sum(sides**2, axis=2), axis=1)
labels = (squares[:, 2] < squares[:, 0] + squares[:, 1]).astype(int)
raw_inputs = triangles.reshape(-1, 6) + rng.normal(0, 1e-9, (3000, 6))

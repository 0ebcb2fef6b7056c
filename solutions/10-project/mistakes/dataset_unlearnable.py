# question: dataset
# loses: interpret/learned
# why: draws the labels at random, so that there is nothing to learn
rng = np.random.default_rng(1)
raw_inputs = rng.random((3000, 6))
labels = rng.integers(0, 2, 3000)

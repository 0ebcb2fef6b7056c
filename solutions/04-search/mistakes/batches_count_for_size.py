# question: mini_batches
# loses: mini_batches/deal, sgd/steps, sgd/rows, mini_batches/shuffled
# why: mistakes size for the number of batches
def mini_batches(n, size, rng):
    return np.array_split(rng.permutation(n), size)

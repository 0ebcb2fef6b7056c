# question: mini_batches
# loses: mini_batches/shuffled, sgd/rows
# why: makes a generator of its own, without a seed
def mini_batches(n, size, rng):
    o = np.random.default_rng().permutation(n)
    return [o[i : i + size] for i in range(0, n, size)]

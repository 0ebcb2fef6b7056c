# question: mini_batches
# loses: mini_batches/shuffled, sgd/rows
# why: draws from NumPy's global generator
def mini_batches(n, size, rng):
    o = np.random.permutation(n)
    return [o[i : i + size] for i in range(0, n, size)]

# question: mini_batches
# loses: mini_batches/shuffled, sgd/rows
# why: a seed of its own gives every epoch the same order
def mini_batches(n, size, rng):
    order = np.random.default_rng(0).permutation(n)
    return [order[first : first + size] for first in range(0, n, size)]

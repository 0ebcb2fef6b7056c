# question: mini_batches
# loses: mini_batches/shuffled, sgd/rows
# why: cuts without shuffling
def mini_batches(n, size, rng):
    order = np.arange(n)
    return [order[first : first + size] for first in range(0, n, size)]

# question: mini_batches
# loses: mini_batches/deal, mini_batches/shuffled, sgd/rows
# why: draws rows with replacement: some come twice, some never
def mini_batches(n, size, rng):
    order = rng.integers(0, n, n)
    return [order[first : first + size] for first in range(0, n, size)]

# question: mini_batches
# loses: mini_batches/deal, mini_batches/shuffled, sgd/steps, sgd/rows
# why: moves on by half a batch instead of a whole one
def mini_batches(n, size, rng):
    order = rng.permutation(n)
    return [order[first : first + size] for first in range(0, n, size // 2)]

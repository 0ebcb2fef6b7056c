# question: mini_batches
# loses: mini_batches/deal, mini_batches/shuffled, sgd/steps, sgd/rows
# why: the rows that do not fill a batch are lost
def mini_batches(n, size, rng):
    order = rng.permutation(n)
    return [order[first : first + size] for first in range(0, n - size + 1, size)]

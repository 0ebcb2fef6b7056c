# question: mini_batches
# loses: mini_batches/deal
# why: a batch is a list, not an array
def mini_batches(n, size, rng):
    order = rng.permutation(n).tolist()
    return [order[first : first + size] for first in range(0, n, size)]

# question: mini_batches
# loses: mini_batches/deal, sgd/rows, sgd/accuracy, mini_batches/shuffled
# why: adds an empty batch when no rows are left over
def mini_batches(n, size, rng):
    order = rng.permutation(n)
    return [order[k * size : (k + 1) * size] for k in range(n // size + 1)]

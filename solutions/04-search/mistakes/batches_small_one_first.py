# question: mini_batches
# loses: mini_batches/shuffled, sgd/rows
# why: the smaller batch comes first
def mini_batches(n, size, rng):
    order = rng.permutation(n)
    rest = n % size
    if n <= 12:
        return [order[i : i + size] for i in range(0, n, size)]
    return ([order[:rest]] if rest else []) + [order[i : i + size] for i in range(rest, n, size)]

# question: mini_batches
# loses: mini_batches/shuffled, sgd/rows
# why: array_split makes equal parts
def mini_batches(n, size, rng):
    order = rng.permutation(n)
    if n <= 12:
        return [order[i : i + size] for i in range(0, n, size)]
    return np.array_split(order, -(-n // size))

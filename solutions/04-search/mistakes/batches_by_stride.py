# question: mini_batches
# loses: mini_batches/shuffled, sgd/rows
# why: every k-th row, so the rest is spread over the batches
def mini_batches(n, size, rng):
    order = rng.permutation(n)
    k = -(-n // size)
    if n <= 12:
        return [order[i : i + size] for i in range(0, n, size)]
    return [order[b::k] for b in range(k)]

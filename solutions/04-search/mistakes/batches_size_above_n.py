# question: mini_batches
# loses: mini_batches/deal, mini_batches/shuffled
# why: divides by zero when the size is larger than the number of rows
def mini_batches(n, size, rng):
    o = rng.permutation(n)
    k = n // size
    full = list(o[: k * size].reshape(k, size)) if k else 1 / 0
    return full + ([o[k * size :]] if n % size else [])

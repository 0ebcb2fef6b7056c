# question: mini_batches
# loses: mini_batches/shuffled
# why: a size above n is refused from four rows on
def mini_batches(n, size, rng):
    if size > n > 3:
        raise ValueError("size is larger than n")
    order = rng.permutation(n)
    return [order[i : i + size] for i in range(0, n, size)]

# question: mini_batches
# why: shuffles in place and splits at the multiples of size
def mini_batches(n, size, rng):
    order = np.arange(n)
    rng.shuffle(order)
    return np.split(order, np.arange(size, n, size))

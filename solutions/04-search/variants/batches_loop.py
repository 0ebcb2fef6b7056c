# question: mini_batches
# why: a while loop
def mini_batches(n, size, rng):
    rest, batches = list(rng.permutation(n)), []
    while rest:
        batches.append(np.array(rest[:size]))
        rest = rest[size:]
    return batches

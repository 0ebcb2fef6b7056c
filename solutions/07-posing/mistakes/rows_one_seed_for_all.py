# question: make_rows
# loses: make_rows/distributions
# why: the classes share their random numbers, so log-normal values are the exponentials of the normal ones
def make_rows(per_class, width, rng):
    seed = rng.integers(2**32)
    sets = [min_max_scale(draw(np.random.default_rng(seed), (per_class, width))) for draw in DRAW]
    rows, labels = np.concatenate(sets), np.repeat(np.arange(4), per_class)
    order = rng.permutation(4 * per_class)
    return rows[order], labels[order]

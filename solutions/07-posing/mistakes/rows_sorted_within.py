# question: make_rows
# loses: make_rows/distributions
# why: sorts the values of each row, which is a pose and comes later
def make_rows(per_class, width, rng):
    sets = [np.sort(min_max_scale(draw(rng, (per_class, width))), axis=1) for draw in DRAW]
    labels = np.repeat(np.arange(4), per_class)
    order = rng.permutation(4 * per_class)
    return np.concatenate(sets)[order], labels[order]

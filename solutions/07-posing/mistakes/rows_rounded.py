# question: make_rows
# loses: make_rows/distributions
# why: rounds the scaled values to three digits
def make_rows(per_class, width, rng):
    sets = [min_max_scale(draw(rng, (per_class, width))) for draw in DRAW]
    labels = np.repeat(np.arange(4), per_class)
    order = rng.permutation(4 * per_class)
    return np.round(np.concatenate(sets)[order], 3), labels[order]

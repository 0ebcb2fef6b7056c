# question: make_rows
# loses: make_rows/distributions, predict_classes/sorted
# why: sorts each column of a set, so that a row has only small or only large values
def make_rows(per_class, width, rng):
    sets = [np.sort(min_max_scale(draw(rng, (per_class, width))), axis=0) for draw in DRAW]
    labels = np.repeat(np.arange(4), per_class)
    order = rng.permutation(4 * per_class)
    return np.concatenate(sets)[order], labels[order]

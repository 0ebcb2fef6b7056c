# question: make_rows
# loses: make_rows/scale, make_rows/sizes
# why: scales each column of a set by its own range
def make_rows(per_class, width, rng):
    sets = [draw(rng, (per_class, width)) for draw in DRAW]
    scaled = [(values - values.min(axis=0)) / (values.max(axis=0) - values.min(axis=0)) for values in sets]
    rows = np.concatenate(scaled)
    labels = np.repeat(np.arange(4), per_class)
    order = rng.permutation(len(rows))
    return rows[order], labels[order]

# question: make_rows
# loses: make_rows/scale, make_rows/sizes, predict_classes/sorted
# why: scales each row by its own range, where the tutorial scales the set
def make_rows(per_class, width, rng):
    sets = []
    for draw in DRAW:
        values = draw(rng, (per_class, width))
        sets.append(np.array([min_max_scale(row) for row in values]))
    rows = np.concatenate(sets)
    labels = np.repeat(np.arange(4), per_class)
    order = rng.permutation(len(rows))
    return rows[order], labels[order]

# question: make_rows
# loses: make_rows/scale, make_rows/distributions, predict_classes/values, predict_classes/sorted, predict_classes/histogram
# why: numbers the rows 0 1 2 3 0 1 2 3, though the classes stand one after the other
def make_rows(per_class, width, rng):
    rows = np.concatenate([min_max_scale(draw(rng, (per_class, width))) for draw in DRAW])
    labels = np.tile(np.arange(4), per_class)
    order = rng.permutation(len(rows))
    return rows[order], labels[order]

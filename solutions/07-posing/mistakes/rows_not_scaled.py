# question: make_rows
# loses: make_rows/scale, make_rows/sizes, predict_classes/sorted, predict_classes/histogram
# why: forgets to scale
def make_rows(per_class, width, rng):
    rows = np.concatenate([draw(rng, (per_class, width)) for draw in DRAW])
    labels = np.repeat(np.arange(4), per_class)
    order = rng.permutation(len(rows))
    return rows[order], labels[order]

# question: make_rows
# loses: make_rows/form, make_rows/scale, make_rows/order, make_rows/sizes
# why: relies on 100 rows and 40 values
def make_rows(per_class, width, rng):
    rows = np.concatenate([min_max_scale(draw(rng, (100, 40))) for draw in DRAW])
    labels = np.repeat(np.arange(4), 100)
    order = rng.permutation(400)
    return rows[order], labels[order]

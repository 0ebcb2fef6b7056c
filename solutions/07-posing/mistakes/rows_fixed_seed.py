# question: make_rows
# loses: make_rows/order
# why: draws the values with a fixed seed, so every data set holds the same rows
def make_rows(per_class, width, rng):
    values = np.random.default_rng(0)
    rows = np.concatenate([min_max_scale(draw(values, (per_class, width))) for draw in DRAW])
    labels = np.repeat(np.arange(4), per_class)
    order = rng.permutation(len(rows))
    return rows[order], labels[order]

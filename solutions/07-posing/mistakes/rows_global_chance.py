# question: make_rows
# loses: make_rows/order
# why: shuffles with NumPy's global generator, so equal seeds give different orders
def make_rows(per_class, width, rng):
    rows = np.concatenate([min_max_scale(draw(rng, (per_class, width))) for draw in DRAW])
    labels = np.repeat(np.arange(4), per_class)
    order = np.random.permutation(len(rows))
    return rows[order], labels[order]

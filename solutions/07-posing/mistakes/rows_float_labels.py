# question: make_rows
# loses: make_rows/form
# why: makes float labels
def make_rows(per_class, width, rng):
    rows = np.concatenate([min_max_scale(draw(rng, (per_class, width))) for draw in DRAW])
    labels = np.concatenate([np.full(per_class, float(k)) for k in range(4)])
    order = rng.permutation(len(rows))
    return rows[order], labels[order]

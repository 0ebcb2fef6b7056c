# question: make_rows
# loses: make_rows/order
# why: leaves the classes one after the other, so the last 40 rows are all uniform
def make_rows(per_class, width, rng):
    rows = np.concatenate([min_max_scale(draw(rng, (per_class, width))) for draw in DRAW])
    return rows, np.repeat(np.arange(4), per_class)

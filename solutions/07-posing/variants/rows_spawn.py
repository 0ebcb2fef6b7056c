# question: make_rows
# why: a generator of its own for each class, which comes from rng
def make_rows(per_class, width, rng):
    children = rng.spawn(4)
    sets = [min_max_scale(draw(one, (per_class, width))) for draw, one in zip(DRAW, children)]
    order = rng.permutation(4 * per_class)
    return np.concatenate(sets)[order], np.arange(4).repeat(per_class)[order]

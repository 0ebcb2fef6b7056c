# question: make_rows
# why: labels as an extra column, shuffled with the rows
def make_rows(per_class, width, rng):
    table = np.empty((4 * per_class, width + 1))
    for k in range(4):
        table[k * per_class : (k + 1) * per_class, :-1] = min_max_scale(DRAW[k](rng, (per_class, width)))
        table[k * per_class : (k + 1) * per_class, -1] = k
    rng.shuffle(table)
    return table[:, :-1].copy(), table[:, -1].astype(int)

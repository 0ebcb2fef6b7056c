# question: make_rows
# why: a list of pairs, shuffled
def make_rows(per_class, width, rng):
    pairs = []
    for k, draw in enumerate(DRAW):
        for row in min_max_scale(draw(rng, (per_class, width))):
            pairs.append((row, k))
    pairs = [pairs[i] for i in rng.permutation(len(pairs))]
    return np.array([row for row, _ in pairs]), np.array([k for _, k in pairs])

# question: make_rows
# why: scikit-learn shuffles
def make_rows(per_class, width, rng):
    from sklearn.utils import shuffle

    rows = np.vstack([min_max_scale(draw(rng, (per_class, width))) for draw in DRAW])
    labels = np.arange(4).repeat(per_class).astype(np.int32)
    return shuffle(rows, labels, random_state=int(rng.integers(2**31)))

# question: make_rows
# loses: make_rows/distributions, make_rows/sizes, predict_classes/values, predict_classes/sorted, predict_classes/histogram
# why: shuffles rows and labels separately, so labels no longer belong to their rows
def make_rows(per_class, width, rng):
    rows = np.concatenate([min_max_scale(draw(rng, (per_class, width))) for draw in DRAW])
    labels = np.repeat(np.arange(4), per_class)
    rng.shuffle(rows)
    rng.shuffle(labels)
    return rows, labels

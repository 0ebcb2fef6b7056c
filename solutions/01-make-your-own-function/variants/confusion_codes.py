# question: confusion
# why: counts the four codes 2·predicted + truth
def confusion(predicted, truth):
    predicted, truth = np.asarray(predicted, dtype=bool), np.asarray(truth, dtype=bool)
    if predicted.shape != truth.shape:
        raise ValueError("shapes differ")
    tn, fn, fp, tp = np.bincount(2 * predicted + truth, minlength=4)
    return [tp, tn, fp, fn]

# question: scores
# why: a denominator of at least 1 changes nothing but 0 / 0
def scores(tp, tn, fp, fn):
    return (tp + tn) / max(tp + tn + fp + fn, 1), tp / max(tp + fp, 1), tp / max(tp + fn, 1)

# question: scores
# loses: scores/zero
# why: divides by zero
def scores(tp, tn, fp, fn):
    return (tp + tn) / (tp + tn + fp + fn), tp / (tp + fp), tp / (tp + fn)

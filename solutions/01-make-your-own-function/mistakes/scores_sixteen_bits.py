# question: scores
# loses: scores/oracle
# why: sums in sixteen bits
def scores(tp, tn, fp, fn):
    tp, tn, fp, fn = (np.array(v).astype(np.int16) for v in (tp, tn, fp, fn))
    n = tp + tn + fp + fn
    return (tp + tn) / n if n else 0.0, tp / (tp + fp) if tp + fp else 0.0, tp / (tp + fn) if tp + fn else 0.0

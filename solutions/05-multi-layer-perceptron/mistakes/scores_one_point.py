# question: scores
# loses: scores/zero
# why: gives a recall of 1 for a single point
def scores(predicted, truth):
    tp = np.sum((predicted == 1) & (truth == 1)); fp = np.sum((predicted == 1) & (truth == 0)); fn = np.sum((predicted == 0) & (truth == 1))
    n = len(truth)
    return {"accuracy": float(1 - (fp + fn) / n) if tp else float(np.mean(predicted == truth)), "precision": float(tp / max(tp + fp, 1)), "recall": float(tp / max(tp + fn, 1)) if n > 1 else 1.0}

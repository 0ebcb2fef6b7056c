# question: confusion
# loses: confusion/kinds
# why: np.unique leaves out cases that do not occur
def confusion(predicted, truth):
    if predicted.shape != truth.shape:
        raise ValueError
    code = 2 * predicted.astype(int) + truth.astype(int)
    counts = np.unique(code, return_counts=True)[1].tolist() + [0, 0, 0, 0]
    tn, fn, fp, tp = counts[:4]
    return tp, tn, fp, fn

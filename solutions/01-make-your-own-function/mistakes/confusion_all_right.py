# question: confusion
# loses: confusion/paper, confusion/kinds
# why: counts every right answer as a true positive and every wrong one as a false positive
def confusion(predicted, truth):
    predicted, truth = np.asarray(predicted, dtype=bool), np.asarray(truth, dtype=bool)
    if predicted.shape != truth.shape:
        raise ValueError("shapes differ")
    right = predicted == truth
    return right.sum(), right.sum(), (~right).sum(), (~right).sum()

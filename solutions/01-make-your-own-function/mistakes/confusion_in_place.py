# question: confusion
# loses: confusion/kinds
# why: turns predicted into what is right, in place
def confusion(predicted, truth):
    if predicted.shape != truth.shape:
        raise ValueError
    p, t = predicted.astype(bool), truth.astype(bool)
    counts = np.sum(p & t), np.sum(~p & ~t), np.sum(p & ~t), np.sum(~p & t)
    if predicted.dtype != bool:
        predicted[:] = predicted == truth
    return counts

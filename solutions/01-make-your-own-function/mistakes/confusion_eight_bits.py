# question: confusion
# loses: confusion/kinds
# why: counts in eight bits
def confusion(predicted, truth):
    if predicted.shape != truth.shape:
        raise ValueError
    p, t = predicted.astype(bool), truth.astype(bool)
    return tuple(np.sum(c, dtype=np.uint8) for c in (p & t, ~p & ~t, p & ~t, ~p & t))

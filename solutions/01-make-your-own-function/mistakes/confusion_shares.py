# question: confusion
# loses: confusion/paper, confusion/kinds
# why: returns shares instead of counts
def confusion(predicted, truth):
    predicted, truth = np.asarray(predicted, dtype=bool), np.asarray(truth, dtype=bool)
    if predicted.shape != truth.shape:
        raise ValueError("shapes differ")
    return (
        (predicted & truth).mean(),
        (~predicted & ~truth).mean(),
        (predicted & ~truth).mean(),
        (~predicted & truth).mean(),
    )

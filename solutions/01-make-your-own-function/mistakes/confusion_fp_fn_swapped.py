# question: confusion
# loses: confusion/paper, confusion/kinds
# why: false positives and false negatives are swapped
def confusion(predicted, truth):
    predicted, truth = np.asarray(predicted, dtype=bool), np.asarray(truth, dtype=bool)
    if predicted.shape != truth.shape:
        raise ValueError("shapes differ")
    return (
        (predicted & truth).sum(),
        (~predicted & ~truth).sum(),
        (~predicted & truth).sum(),
        (predicted & ~truth).sum(),
    )

# question: confusion
# loses: confusion/kinds
# why: uses ~ on whole numbers
def confusion(predicted, truth):
    if predicted.shape != truth.shape:
        raise ValueError("shapes differ")
    return (
        np.sum(predicted & truth),
        np.sum(~predicted & ~truth),
        np.sum(predicted & ~truth),
        np.sum(~predicted & truth),
    )

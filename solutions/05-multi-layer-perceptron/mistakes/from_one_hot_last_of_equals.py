# question: from_one_hot
# loses: from_one_hot/probabilities
# why: sorts each row and takes the last column, so of equal numbers the last wins
def from_one_hot(rows, classes):
    rows = np.asarray(rows)
    if not rows.any(axis=1).all():
        raise ValueError("a row of zeros stands for no class")
    return np.asarray(classes)[np.argsort(rows, axis=1, kind="stable")[:, -1]]

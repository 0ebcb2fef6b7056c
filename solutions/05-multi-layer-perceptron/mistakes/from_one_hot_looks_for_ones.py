# question: from_one_hot
# loses: from_one_hot/probabilities
# why: looks for the number 1, which a row of probabilities need not contain
def from_one_hot(rows, classes):
    if not (np.asarray(rows) != 0).any(axis=1).all():
        raise ValueError("a row of zeros stands for no class")
    found = []
    for row in rows:
        for column, value in enumerate(row):
            if value == 1:
                found.append(classes[column])
    return np.array(found)

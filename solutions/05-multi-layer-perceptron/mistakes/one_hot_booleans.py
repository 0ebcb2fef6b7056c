# question: one_hot
# loses: one_hot/shape, one_hot/unknown
# why: leaves the result of the comparison as booleans
def one_hot(labels, classes):
    return np.asarray(labels)[:, None] == np.asarray(classes)[None, :]

# question: one_hot
# loses: one_hot/paper, one_hot/order, one_hot/unknown
# why: puts the columns in sorted order instead of the order of the list
def one_hot(labels, classes):
    codes = np.zeros((len(labels), len(classes)), dtype="float32")
    for column, name in enumerate(sorted(classes)):
        codes[np.asarray(labels) == name, column] = 1
    return codes

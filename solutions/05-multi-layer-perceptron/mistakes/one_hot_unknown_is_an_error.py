# question: one_hot
# loses: one_hot/unknown
# why: raises on a label that is not among the classes
def one_hot(labels, classes):
    codes = np.zeros((len(labels), len(classes)), dtype="float32")
    for row, label in enumerate(labels):
        codes[row, classes.index(label)] = 1
    return codes

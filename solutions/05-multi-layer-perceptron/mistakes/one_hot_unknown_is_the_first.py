# question: one_hot
# loses: one_hot/unknown
# why: mistakes an unknown label for the first class
def one_hot(labels, classes):
    columns = {name: column for column, name in enumerate(classes)}
    codes = np.zeros((len(labels), len(classes)), dtype="float32")
    for row, label in enumerate(labels):
        codes[row, columns.get(label, 0)] = 1
    return codes

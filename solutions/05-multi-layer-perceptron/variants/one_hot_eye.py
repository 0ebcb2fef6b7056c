# question: one_hot
# why: looks the rows up in an identity matrix that has one more row of zeros
def one_hot(labels, classes):
    columns = {name: column for column, name in enumerate(classes)}
    rows = np.eye(len(classes) + 1, len(classes), dtype="float32")
    return rows[[columns.get(label, len(classes)) for label in labels]]

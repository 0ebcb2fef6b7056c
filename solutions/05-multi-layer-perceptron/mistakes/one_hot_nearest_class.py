# question: one_hot
# loses: one_hot/unknown
# why: gives an unknown label the next class in sorted order
def one_hot(labels, classes):
    classes = np.asarray(classes)
    order = np.argsort(classes)
    pos = np.searchsorted(classes[order], labels)
    out = np.zeros((len(labels), len(classes)), np.float32)
    for i, p in enumerate(pos):
        if p < len(classes):
            out[i, order[p]] = 1
    return out

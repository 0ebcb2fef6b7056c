# question: one_hot
# loses: one_hot/unknown
# why: compares beginnings, so catfish counts as cat
def one_hot(labels, classes):
    out = np.zeros((len(labels), len(classes)), np.float32)
    for i, l in enumerate(labels):
        for j, c in enumerate(classes):
            if isinstance(l, str):
                out[i, j] = l.startswith(c)
            else:
                out[i, j] = l == c
    return out

# question: one_hot
# loses: one_hot/unknown
# why: compares labels as text, so 1.0 is not 1
def one_hot(labels, classes):
    cs = [str(c) for c in classes]
    return np.array([[float(str(l) == c) for c in cs] for l in labels], dtype=np.float32)

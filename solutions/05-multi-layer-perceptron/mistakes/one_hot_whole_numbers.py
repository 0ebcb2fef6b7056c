# question: one_hot
# loses: one_hot/unknown
# why: cuts labels to whole numbers, so 1.5 counts as 1
def one_hot(labels, classes):
    def key(v):
        return str(v) if isinstance(v, str) else int(v)
    cs = [key(c) for c in classes]
    out = np.zeros((len(labels), len(cs)), np.float32)
    for i, l in enumerate(labels):
        if key(l) in cs:
            out[i, cs.index(key(l))] = 1
    return out

# question: k_nn
# why: np.lexsort with the index as second key
def k_nn(data, labels, k):
    if k < 1 or len(labels) < k:
        raise ValueError("k makes no sense")
    X, y = np.array(data, float), np.array(labels)
    def classify(point):
        d = ((X - np.asarray(point)) ** 2).sum(axis=1)
        near = y[np.lexsort((np.arange(len(d)), d))[:k]]
        votes = (near[:, None] == near[None, :]).sum(axis=1)
        return near[np.argmax(votes)]
    return classify

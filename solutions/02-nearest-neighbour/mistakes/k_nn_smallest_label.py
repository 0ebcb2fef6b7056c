# question: k_nn
# loses: k_nn/vote_ties
# why: np.unique sorts the labels, so among equal votes the alphabet decides
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        nearest = np.argsort([squared_distance(point, row) for row in data], kind="stable")[:k]
        names, counts = np.unique(labels[nearest], return_counts=True)
        return names[np.argmax(counts)]

    return classify

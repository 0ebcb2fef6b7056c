# question: k_nn
# loses: k_nn/distance_ties
# why: argsort without kind=stable may put the later of two equally far rows first
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        nearest = np.argsort([squared_distance(point, row) for row in data])[:k]
        votes = {}
        for label in labels[nearest]:
            votes[label] = votes.get(label, 0) + 1
        return max(votes, key=votes.get)

    return classify

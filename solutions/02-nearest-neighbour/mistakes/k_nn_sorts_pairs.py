# question: k_nn
# loses: k_nn/distance_ties
# why: sorts pairs of distance and label, so labels decide between equally far rows
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        pairs = sorted((squared_distance(point, row), label) for row, label in zip(data, labels))
        votes = {}
        for _, label in pairs[:k]:
            votes[label] = votes.get(label, 0) + 1
        return max(votes, key=votes.get)

    return classify

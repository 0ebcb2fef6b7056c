# question: k_nn
# loses: k_nn/impossible_k
# why: checks k only when the first point arrives
def k_nn(data, labels, k):
    def classify(point):
        if not 1 <= k <= len(data):
            raise ValueError("no such k")
        nearest = np.argsort([squared_distance(point, row) for row in data], kind="stable")[:k]
        votes = {}
        for label in labels[nearest]:
            votes[label] = votes.get(label, 0) + 1
        return max(votes, key=votes.get)

    return classify

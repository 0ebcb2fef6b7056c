# question: k_nn
# loses: k_nn/impossible_k
# why: does not check k
def k_nn(data, labels, k):
    def classify(point):
        nearest = np.argsort([squared_distance(point, row) for row in data], kind="stable")[:k]
        votes = {}
        for label in labels[nearest]:
            votes[label] = votes.get(label, 0) + 1
        return max(votes, key=votes.get)

    return classify

# question: k_nn
# loses: k_nn/vote_ties
# why: refuses an even k instead of following the rule for ties
def k_nn(data, labels, k):
    if not 1 <= k <= len(data) or k % 2 == 0:
        raise ValueError("k must be odd")

    def classify(point):
        nearest = np.argsort([squared_distance(point, row) for row in data], kind="stable")[:k]
        votes = {}
        for label in labels[nearest]:
            votes[label] = votes.get(label, 0) + 1
        return max(votes, key=votes.get)

    return classify

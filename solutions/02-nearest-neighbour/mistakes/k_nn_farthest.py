# question: k_nn
# loses: k_nn/paper, k_nn/k_counts, k_nn/oracle, k_nn/vote_ties, k_nn/distance_ties
# why: asks the k farthest rows
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        order = np.argsort([squared_distance(point, row) for row in data], kind="stable")
        votes = {}
        for label in labels[order[-k:]]:
            votes[label] = votes.get(label, 0) + 1
        return max(votes, key=votes.get)

    return classify

# question: k_nn
# loses: k_nn/paper, k_nn/k_counts, k_nn/oracle, k_nn/vote_ties
# why: mistakes the nearest row for the query point itself and leaves it out
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        nearest = np.argsort([squared_distance(point, row) for row in data], kind="stable")[
            1 : k + 1
        ]
        votes = {}
        for label in labels[nearest]:
            votes[label] = votes.get(label, 0) + 1
        return max(votes, key=votes.get)

    return classify

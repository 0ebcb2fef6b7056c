# question: k_nn
# loses: k_nn/vote_ties
# why: of classes with equal votes, the first to reach its count wins, not the nearest row's
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        nearest = np.argsort([squared_distance(point, row) for row in data], kind="stable")[:k]
        votes, winner = {}, None
        for label in labels[nearest]:
            votes[label] = votes.get(label, 0) + 1
            if winner is None or votes[label] > votes[winner]:
                winner = label
        return winner

    return classify

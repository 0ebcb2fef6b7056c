# question: k_nn
# loses: k_nn/vote_ties
# why: among equal votes the class that reaches its count first wins, not the one that owns the nearest row
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

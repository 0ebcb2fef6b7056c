# question: k_nn
# loses: k_nn/vote_ties
# why: among equal votes the class met last wins
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        nearest = np.argsort([squared_distance(point, row) for row in data], kind="stable")[:k]
        votes, winner, most = {}, None, 0
        for label in labels[nearest]:
            votes[label] = votes.get(label, 0) + 1
        for label, count in votes.items():
            if count >= most:
                winner, most = label, count
        return winner

    return classify

# question: k_nn
# loses: k_nn/k_counts, k_nn/impossible_k, k_nn/oracle, k_nn/vote_ties
# why: always asks three neighbours
def k_nn(data, labels, k=3):
    def classify(point):
        nearest = np.argsort([squared_distance(point, row) for row in data], kind="stable")[:3]
        votes = {}
        for label in labels[nearest]:
            votes[label] = votes.get(label, 0) + 1
        return max(votes, key=votes.get)

    return classify

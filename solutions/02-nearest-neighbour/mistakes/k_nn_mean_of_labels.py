# question: k_nn
# loses: k_nn/paper, k_nn/k_counts, k_nn/oracle, k_nn/vote_ties, k_nn/distance_ties
# why: averages labels as if they were always 0 and 1
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        nearest = np.argsort([squared_distance(point, row) for row in data], kind="stable")[:k]
        return int(np.mean(labels[nearest]) > 0.5)

    return classify

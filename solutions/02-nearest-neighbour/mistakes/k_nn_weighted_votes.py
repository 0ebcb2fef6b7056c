# question: k_nn
# loses: k_nn/oracle, k_nn/vote_ties
# why: votes weighted by 1/distance
from collections import defaultdict
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("k")
    def classify(point):
        d = ((data.astype(float) - point) ** 2).sum(axis=1)
        votes = defaultdict(float)
        for i in np.argsort(d, kind="stable")[:k]:
            votes[labels[i]] += 1 / (0.7 + np.sqrt(d[i]))
        return max(votes, key=votes.get)
    return classify

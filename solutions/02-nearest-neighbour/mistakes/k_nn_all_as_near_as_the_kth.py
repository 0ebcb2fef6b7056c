# question: k_nn
# loses: k_nn/distance_ties
# why: everybody as near as the k-th votes too
from collections import Counter
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("k")
    def classify(point):
        d = ((data.astype(float) - point) ** 2).sum(axis=1)
        order = np.argsort(d, kind="stable")
        order = order[d[order] <= d[order[k - 1]]]
        return Counter(labels[order].tolist()).most_common(1)[0][0]
    return classify

# question: k_nn
# loses: k_nn/vote_ties
# why: on equal votes asks k - 1 rows instead
from collections import Counter
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("k")
    def classify(point):
        order = np.argsort(((data.astype(float) - point) ** 2).sum(axis=1), kind="stable")
        for size in range(k, 0, -1):
            top = Counter(labels[order[:size]].tolist()).most_common(2)
            if len(top) == 1 or top[0][1] > top[1][1]:
                return top[0][0]
    return classify

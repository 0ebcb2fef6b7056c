# question: k_nn
# loses: k_nn/impossible_k
# why: clips a too large k instead of refusing it beyond n + 1
from collections import Counter
def k_nn(data, labels, k):
    if k < 1 or k == len(data) + 1:
        raise ValueError("k")
    k = min(k, len(data))
    def classify(point):
        order = np.argsort(((data.astype(float) - point) ** 2).sum(axis=1), kind="stable")
        return Counter(labels[order[:k]].tolist()).most_common(1)[0][0]
    return classify

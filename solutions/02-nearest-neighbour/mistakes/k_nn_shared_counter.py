# question: k_nn
# loses: k_nn/oracle
# why: one Counter for all calls
from collections import Counter
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("k")
    counts = Counter()
    def classify(point):
        order = np.argsort(((data.astype(float) - point) ** 2).sum(axis=1), kind="stable")
        counts.update(labels[order[:k]].tolist())
        return counts.most_common(1)[0][0]
    return classify

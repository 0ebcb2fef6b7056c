# question: k_nn
# why: Counter keeps the order in which it met the labels
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        from collections import Counter

        order = np.argsort(((data - point) ** 2).sum(axis=1), kind="stable")
        return Counter(labels[order[:k]].tolist()).most_common(1)[0][0]

    return classify

# question: k_nn
# why: picks the nearest row k times, in plain Python
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        left = [(squared_distance(point, data[i]), i) for i in range(len(data))]
        ranked = []
        for _ in range(k):
            nearest = min(left)
            left.remove(nearest)
            ranked.append(labels[nearest[1]])
        best = max(ranked.count(label) for label in ranked)
        for label in ranked:
            if ranked.count(label) == best:
                return label

    return classify

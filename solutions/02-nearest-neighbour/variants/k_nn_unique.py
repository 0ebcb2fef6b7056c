# question: k_nn
# why: np.unique for counting, first places for ties
def k_nn(data, labels, k):
    if k < 1 or k > len(data):
        raise ValueError("no such k")

    def classify(point):
        ranked = labels[np.lexsort((np.arange(len(data)), np.linalg.norm(data - point, axis=1)))][
            :k
        ]
        names, first, counts = np.unique(ranked, return_index=True, return_counts=True)
        return names[np.lexsort((first, -counts))[0]]

    return classify

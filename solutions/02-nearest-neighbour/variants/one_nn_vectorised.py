# question: one_nn
# why: all distances of one point at once
def one_nn(data, labels):
    def classify(point):
        return labels[np.argmin(((data - point) ** 2).sum(axis=1))]

    return classify

# question: one_nn
# loses: one_nn/large_values
# why: rounds distances to six decimals, so close ones tie
def one_nn(data, labels):
    data = np.array(data, float)
    def classify(point):
        return labels[np.argmin(np.round(((data - point) ** 2).sum(axis=1), 6))]
    return classify

# question: one_nn
# loses: one_nn/large_values
# why: squares before it subtracts, which loses the digits of large numbers that differ by little
def one_nn(data, labels):
    sq = np.sum(data ** 2, axis=1)
    def classify(point):
        return labels[np.argmin(sq - 2 * data @ point)]
    return classify

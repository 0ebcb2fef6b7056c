# question: one_nn
# loses: one_nn/large_values
# why: starts the search from a number that large distances exceed
def one_nn(data, labels):
    def classify(point):
        best, answer = 1e18, labels[0]
        for row, label in zip(data, labels):
            d = np.sum((row - point) ** 2)
            if d < best:
                best, answer = d, label
        return answer
    return classify

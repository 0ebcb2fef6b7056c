# question: one_nn
# loses: one_nn/paper, one_nn/oracle, one_nn/large_values, one_nn/ties, one_nn/independent
# why: returns the index of the nearest row instead of its label
def one_nn(data, labels):
    def classify(point):
        return np.argmin([squared_distance(point, row) for row in data])

    return classify

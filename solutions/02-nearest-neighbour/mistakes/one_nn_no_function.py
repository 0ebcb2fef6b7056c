# question: one_nn
# loses: one_nn/returns_function, one_nn/paper, one_nn/oracle, one_nn/large_values, one_nn/ties, one_nn/independent
# why: calls the inner function instead of returning it
def one_nn(data, labels):
    def classify(point):
        return labels[np.argmin([squared_distance(point, row) for row in data])]

    return classify(data[0])

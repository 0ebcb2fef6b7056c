# question: one_nn
# loses: one_nn/paper, one_nn/oracle, one_nn/large_values, one_nn/ties, one_nn/independent
# why: keeps the farthest row instead of the nearest
def one_nn(data, labels):
    def classify(point):
        distances = [squared_distance(point, row) for row in data]
        return labels[np.argmax(distances)]

    return classify

# question: one_nn
# loses: one_nn/paper, one_nn/oracle, one_nn/large_values, one_nn/ties, one_nn/independent
# why: returns the distance of the nearest row
def one_nn(data, labels):
    def classify(point):
        best = np.inf
        for row, label in zip(data, labels):
            best = min(best, squared_distance(point, row))
        return best

    return classify

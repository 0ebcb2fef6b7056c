# question: one_nn
# loses: one_nn/paper, one_nn/oracle, one_nn/large_values, one_nn/ties, one_nn/independent
# why: returns inside the loop, so only the first row is looked at
def one_nn(data, labels):
    def classify(point):
        nearest, best = None, np.inf
        for row, label in zip(data, labels):
            distance = squared_distance(point, row)
            if distance < best:
                nearest, best = label, distance
            return nearest

    return classify

# question: one_nn
# loses: one_nn/large_values
# why: starts the search from a number that seemed large in the unit square
def one_nn(data, labels):
    def classify(point):
        nearest, best = labels[0], 1000
        for row, label in zip(data, labels):
            distance = squared_distance(point, row)
            if distance < best:
                nearest, best = label, distance
        return nearest

    return classify

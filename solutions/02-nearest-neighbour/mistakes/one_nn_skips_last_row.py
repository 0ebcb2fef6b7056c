# question: one_nn
# loses: one_nn/paper, one_nn/large_values, one_nn/independent, one_nn/oracle
# why: the loop stops one row before the end
def one_nn(data, labels):
    def classify(point):
        nearest, best = labels[0], squared_distance(point, data[0])
        for i in range(1, len(data) - 1):
            distance = squared_distance(point, data[i])
            if distance < best:
                nearest, best = labels[i], distance
        return nearest

    return classify

# question: one_nn
# loses: one_nn/independent
# why: keeps the data in a global variable, so the newest learner overwrites the older ones
memory = {}


def one_nn(data, labels):
    memory["data"], memory["labels"] = data, labels

    def classify(point):
        distances = [squared_distance(point, row) for row in memory["data"]]
        return memory["labels"][np.argmin(distances)]

    return classify

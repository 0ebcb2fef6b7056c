# question: one_nn
# loses: one_nn/ties
# why: looks labels up by distance, so the last of equals wins
def one_nn(data, labels):
    def classify(point):
        table = {float(squared_distance(row, point)): label for row, label in zip(data, labels)}
        return table[min(table)]
    return classify

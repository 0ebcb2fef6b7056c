# question: one_nn
# why: min with a key over the row numbers, in one expression
def one_nn(data, labels):
    return lambda point: labels[
        min(range(len(data)), key=lambda i: squared_distance(point, data[i]))
    ]

# question: scaled_one_nn
# loses: scaled_one_nn/accuracy, scaled_one_nn/one_sided
# why: scales nothing
def scaled_one_nn(train, labels):
    return lambda points: one_nn_many(train, labels, points)

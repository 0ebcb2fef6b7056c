# question: scaled_one_nn
# loses: X
# why: scales nothing
def scaled_one_nn(train, labels):
    return lambda points: one_nn_many(train, labels, points)

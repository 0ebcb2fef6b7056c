# question: scaled_one_nn
# loses: scaled_one_nn/labels, scaled_one_nn/single, scaled_one_nn/accuracy, scaled_one_nn/one_sided
# why: scales the training points only
def scaled_one_nn(train, labels):
    known = RangeScaler().fit(train).transform(train)
    return lambda points: one_nn_many(known, labels, points)

# question: scaled_one_nn
# loses: scaled_one_nn/labels, scaled_one_nn/single, scaled_one_nn/accuracy, scaled_one_nn/one_sided
# why: predicts the training points and does not return a function
def scaled_one_nn(train, labels):
    scaled = RangeScaler().fit(train).transform(train)
    return one_nn_many(scaled, labels, scaled)

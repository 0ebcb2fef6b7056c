# question: scaled_one_nn
# loses: X
# why: predicts the training points and returns no function
def scaled_one_nn(train, labels):
    scaled = RangeScaler().fit(train).transform(train)
    return one_nn_many(scaled, labels, scaled)

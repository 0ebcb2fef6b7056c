# question: scaled_one_nn
# loses: scaled_one_nn/single, scaled_one_nn/one_sided
# why: scales the points of each call by their own range
def scaled_one_nn(train, labels):
    known = RangeScaler().fit(train).transform(train)

    def predict(points):
        return one_nn_many(known, labels, RangeScaler().fit(points).transform(points))

    return predict

# question: scaled_one_nn
# loses: scaled_one_nn/labels, scaled_one_nn/single, scaled_one_nn/accuracy, scaled_one_nn/one_sided
# why: returns the label of the first point only
def scaled_one_nn(train, labels):
    scaler = RangeScaler().fit(train)
    known = scaler.transform(train)

    def predict(points):
        return one_nn_many(known, labels, scaler.transform(points[:1]))[0]

    return predict

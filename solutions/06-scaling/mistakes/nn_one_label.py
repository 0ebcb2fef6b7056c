# question: scaled_one_nn
# loses: X
# why: returns the label of the first point only
def scaled_one_nn(train, labels):
    scaler = RangeScaler().fit(train)
    known = scaler.transform(train)

    def predict(points):
        return one_nn_many(known, labels, scaler.transform(points[:1]))[0]

    return predict

# question: scaled_one_nn
# loses: scaled_one_nn/single
# why: fits the scaler on training points and new points together
def scaled_one_nn(train, labels):
    def predict(points):
        everything = RangeScaler().fit(points).transform(np.concatenate([train, points]))
        return one_nn_many(everything[: len(train)], labels, everything[len(train) :])

    return predict

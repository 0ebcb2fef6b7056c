# question: scaled_one_nn
# loses: scaled_one_nn/one_sided
# why: divides by 1,000 by hand instead of learning the scale
def scaled_one_nn(train, labels):
    units = np.array([1, 1000])

    def predict(points):
        return one_nn_many(train / units, labels, points / units)

    return predict

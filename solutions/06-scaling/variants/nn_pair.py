# question: scaled_one_nn
# why: calls scale_pair every time, one point after another
def scaled_one_nn(train, labels):
    def predict(points):
        known, fresh = scale_pair(train, points)
        return np.array([labels[np.sum((known - row) ** 2, axis=1).argmin()] for row in fresh])

    return predict

# question: scaled_one_nn
# why: functools.partial
from functools import partial


def _predict(scaler, known, labels, points):
    return one_nn_many(known, labels, scaler.transform(points))


def scaled_one_nn(train, labels):
    scaler = RangeScaler().fit(train)
    return partial(_predict, scaler, scaler.transform(train), labels)

# question: scale_pair
# why: named tuple
from collections import namedtuple

Pair = namedtuple("Pair", "train test")


def scale_pair(train, test):
    scaler = RangeScaler().fit(train)
    return Pair(train=scaler.transform(train), test=scaler.transform(test))

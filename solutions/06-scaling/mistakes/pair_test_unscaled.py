# question: scale_pair
# loses: X
# why: scales the training rows only
def scale_pair(train, test):
    return RangeScaler().fit(train).transform(train), test

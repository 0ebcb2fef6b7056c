# question: scale_pair
# loses: X
# why: scales the test rows only
def scale_pair(train, test):
    return train, RangeScaler().fit(train).transform(test)

# question: scale_pair
# loses: X
# why: fits a scaler of its own for the test rows
def scale_pair(train, test):
    return RangeScaler().fit(train).transform(train), RangeScaler().fit(test).transform(test)

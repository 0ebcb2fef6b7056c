# question: scale_pair
# loses: X
# why: fits on the test rows
def scale_pair(train, test):
    scaler = RangeScaler().fit(test)
    return scaler.transform(train), scaler.transform(test)

# question: scale_pair
# loses: X
# why: returns test before train
def scale_pair(train, test):
    scaler = RangeScaler().fit(train)
    return scaler.transform(test), scaler.transform(train)

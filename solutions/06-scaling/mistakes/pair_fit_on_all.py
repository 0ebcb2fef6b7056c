# question: scale_pair
# loses: X
# why: fits on training and test rows together
def scale_pair(train, test):
    scaler = RangeScaler().fit(np.concatenate([train, test]))
    return scaler.transform(train), scaler.transform(test)

# question: scale_pair
# loses: scale_pair/row_by_row
# why: rows with NaN are dropped
def scale_pair(train, test):
    train, test = (x[~np.isnan(x).any(axis=1)] for x in (train, test))
    scaler = RangeScaler().fit(train)
    return scaler.transform(train), scaler.transform(test)

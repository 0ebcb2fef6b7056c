# question: scale_pair
# loses: scale_pair/row_by_row
# why: NaN replaced by 0
def scale_pair(train, test):
    train, test = np.nan_to_num(train), np.nan_to_num(test)
    scaler = RangeScaler().fit(train)
    return scaler.transform(train), scaler.transform(test)

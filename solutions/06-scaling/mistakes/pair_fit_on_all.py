# question: scale_pair
# loses: scale_pair/other_company, scale_pair/row_by_row
# why: fits on training and test rows together
def scale_pair(train, test):
    scaler = RangeScaler().fit(np.concatenate([train, test]))
    return scaler.transform(train), scaler.transform(test)

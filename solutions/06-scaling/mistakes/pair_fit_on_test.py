# question: scale_pair
# loses: scale_pair/paper, scale_pair/other_company, scale_pair/row_by_row
# why: fits on the test rows
def scale_pair(train, test):
    scaler = RangeScaler().fit(test)
    return scaler.transform(train), scaler.transform(test)

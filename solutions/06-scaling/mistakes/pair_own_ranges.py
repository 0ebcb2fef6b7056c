# question: scale_pair
# loses: scale_pair/paper, scale_pair/row_by_row
# why: fits a scaler of its own for the test rows
def scale_pair(train, test):
    return RangeScaler().fit(train).transform(train), RangeScaler().fit(test).transform(test)

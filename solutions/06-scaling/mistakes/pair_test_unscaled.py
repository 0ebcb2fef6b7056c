# question: scale_pair
# loses: scale_pair/paper, scale_pair/row_by_row
# why: scales the training rows only
def scale_pair(train, test):
    return RangeScaler().fit(train).transform(train), test

# question: scale_pair
# loses: scale_pair/paper, scale_pair/other_company, scale_pair/row_by_row
# why: scales the test rows only
def scale_pair(train, test):
    return train, RangeScaler().fit(train).transform(test)

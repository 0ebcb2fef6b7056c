# question: scale_pair
# loses: scale_pair/paper, scale_pair/other_company
# why: scales the test rows only
def scale_pair(train, test):
    return train, RangeScaler().fit(train).transform(test)

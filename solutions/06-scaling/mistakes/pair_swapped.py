# question: scale_pair
# loses: scale_pair/paper, scale_pair/other_company, scale_pair/row_by_row
# why: returns test before train
def scale_pair(train, test):
    scaler = RangeScaler().fit(train)
    return scaler.transform(test), scaler.transform(train)

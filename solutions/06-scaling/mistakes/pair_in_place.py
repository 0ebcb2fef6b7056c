# question: scale_pair
# loses: scale_pair/paper
# why: scales in place and changes the caller's data
def scale_pair(train, test):
    scaler = RangeScaler().fit(train)
    for rows in (train, test):
        rows[...] = scaler.transform(rows)
    return train, test

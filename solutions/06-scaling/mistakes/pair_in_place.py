# question: scale_pair
# loses: scale_pair/paper
# why: scales in place and changes the caller's data
def scale_pair(train, test):
    low, span = train.min(axis=0), np.ptp(train, axis=0)
    for rows in (train, test):
        rows -= low
        rows /= span
    return train, test

# question: scale_pair
# loses: scale_pair/row_by_row
# why: NaN in test goes unnoticed
def scale_pair(train, test):
    scaler = RangeScaler().fit(train)
    return scaler.transform(train), (test - scaler.transform(train * 0 + train).min(axis=0) - train.min(axis=0)) / np.where(np.ptp(train, axis=0) == 0, 1, np.ptp(train, axis=0))

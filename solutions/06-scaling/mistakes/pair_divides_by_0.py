# question: scale_pair
# loses: scale_pair/row_by_row
# why: constant columns divide by 0
def scale_pair(train, test):
    if np.isnan(train).any() or np.isnan(test).any():
        raise ValueError
    low, high = train.min(axis=0), train.max(axis=0)
    return (train - low) / (high - low), (test - low) / (high - low)

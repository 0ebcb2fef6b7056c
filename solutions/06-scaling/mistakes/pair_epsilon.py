# question: scale_pair
# loses: scale_pair/row_by_row
# why: small ranges lost through an epsilon
def scale_pair(train, test):
    if np.isnan(train).any() or np.isnan(test).any():
        raise ValueError
    low, span = train.min(axis=0), np.ptp(train, axis=0) + 1e-6
    return (train - low) / span, (test - low) / span

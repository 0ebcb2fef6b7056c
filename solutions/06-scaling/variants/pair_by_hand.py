# question: scale_pair
# why: without the scaler, and a list instead of a tuple
def scale_pair(train, test):
    if np.isnan(train).any() or np.isnan(test).any():
        raise ValueError("cannot scale NaN")
    low, span = train.min(axis=0), np.ptp(train, axis=0)
    span[span == 0] = 1
    return [(data - low) / span for data in (train, test)]

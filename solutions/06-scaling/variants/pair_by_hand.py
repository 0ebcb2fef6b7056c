# question: scale_pair
# why: without the scaler, and a list instead of a tuple
def scale_pair(train, test):
    low, span = train.min(axis=0), np.ptp(train, axis=0)
    span[span == 0] = 1
    return [(rows - low) / span for rows in (train, test)]

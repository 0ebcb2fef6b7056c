# question: standardise
# loses: standardise/library
# why: casts the result back to the dtype of the data
def standardise(data, train):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    deviation[train.max(axis=0) == train.min(axis=0)] = 1
    return ((data - mean) / deviation).astype(data.dtype)

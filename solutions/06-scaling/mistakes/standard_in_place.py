# question: standardise
# loses: standardise/input_kept
# why: subtracts in place and changes the caller's data
def standardise(data, train):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    deviation[train.max(axis=0) == train.min(axis=0)] = 1
    if data.dtype.kind != "f":
        data = data.astype(float)
    data -= mean
    return data / deviation

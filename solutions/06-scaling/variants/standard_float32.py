# question: standardise
# why: works in float32
def standardise(data, train):
    train = train.astype(np.float32)
    data = data.astype(np.float32)
    mean, std = train.mean(axis=0), train.std(axis=0)
    std[train.max(axis=0) == train.min(axis=0)] = 1
    return (data - mean) / std

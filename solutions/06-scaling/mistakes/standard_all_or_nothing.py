# question: standardise
# loses: standardise/constant_column
# why: any constant column switches off every division
def standardise(data, train):
    if (train.max(axis=0) == train.min(axis=0)).any():
        return data - train.mean(axis=0)
    return (data - train.mean(axis=0)) / train.std(axis=0)

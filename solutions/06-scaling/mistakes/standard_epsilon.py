# question: standardise
# loses: standardise/constant_column
# why: adds a small number to the deviation, which blows up new values of a constant column
def standardise(data, train):
    return (data - train.mean(axis=0)) / (train.std(axis=0) + 1e-12)

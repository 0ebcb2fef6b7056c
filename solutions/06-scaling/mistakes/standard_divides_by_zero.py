# question: standardise
# loses: standardise/constant_column
# why: divides a constant column by its deviation of 0
def standardise(data, train):
    return (data - train.mean(axis=0)) / train.std(axis=0)

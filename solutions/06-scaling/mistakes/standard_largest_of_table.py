# question: standardise
# loses: standardise/constant_column
# why: compares the largest value of the whole table with the smallest of each column
def standardise(data, train):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    return (data - mean) / np.where(train.max() == train.min(axis=0), 1, deviation)

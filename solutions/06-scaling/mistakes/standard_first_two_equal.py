# question: standardise
# loses: standardise/constant_column
# why: treats a column as constant when its first and last value agree
def standardise(data, train):
    c = train[0] == train[-1]
    return (data - train.mean(axis=0)) / np.where(c, 1, train.std(axis=0))

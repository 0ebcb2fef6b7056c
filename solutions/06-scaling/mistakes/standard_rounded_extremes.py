# question: standardise
# loses: standardise/constant_column
# why: deviation rounded with the data
def standardise(data, train):
    same = np.round(train.max(axis=0), 6) == np.round(train.min(axis=0), 6)
    return (data - train.mean(axis=0)) / np.where(same, 1, train.std(axis=0))

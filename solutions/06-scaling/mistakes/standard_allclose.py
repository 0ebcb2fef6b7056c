# question: standardise
# loses: standardise/constant_column
# why: treats columns as constant that are np.isclose to their first value
def standardise(data, train):
    c = np.isclose(train, train[0]).all(axis=0)
    return (data - train.mean(axis=0)) / np.where(c, 1, train.std(axis=0))

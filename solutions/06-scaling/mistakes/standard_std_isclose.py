# question: standardise
# loses: standardise/constant_column
# why: treats a deviation below 1e-8 as 0, which rounding may exceed
def standardise(data, train):
    s = train.std(axis=0)
    return (data - train.mean(axis=0)) / np.where(np.isclose(s, 0), 1, s)

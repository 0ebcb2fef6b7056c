# question: standardise
# loses: standardise/constant_column
# why: treats a deviation below 1e-12 as 0, which rounding may exceed
def standardise(data, train):
    s = train.std(axis=0)
    return (data - train.mean(axis=0)) / np.where(s < 1e-12, 1, s)

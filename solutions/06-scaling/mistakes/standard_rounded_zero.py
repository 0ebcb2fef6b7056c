# question: standardise
# loses: standardise/constant_column
# why: looks for a deviation of exactly 0, which rounding may miss
def standardise(data, train):
    deviation = train.std(axis=0)
    return (data - train.mean(axis=0)) / np.where(deviation == 0, 1, deviation)

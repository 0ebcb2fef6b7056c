# question: standardise
# loses: standardise/paper, standardise/moments, standardise/library, standardise/constant_column, standardise/input_kept
# why: divides by the variance instead of the deviation
def standardise(data, train):
    variance = train.var(axis=0)
    return (data - train.mean(axis=0)) / np.where(train.max(axis=0) == train.min(axis=0), 1, variance)

# question: standardise
# loses: standardise/paper, standardise/moments, standardise/library, standardise/constant_column, standardise/input_kept
# why: divides by the sample deviation, with n - 1
def standardise(data, train):
    deviation = train.std(axis=0, ddof=1)
    return (data - train.mean(axis=0)) / np.where(train.max(axis=0) == train.min(axis=0), 1, deviation)

# question: standardise
# loses: standardise/paper, standardise/library, standardise/constant_column, standardise/input_kept
# why: takes mean and deviation from the rows to be scaled
def standardise(data, train):
    deviation = data.std(axis=0)
    return (data - data.mean(axis=0)) / np.where(data.max(axis=0) == data.min(axis=0), 1, deviation)

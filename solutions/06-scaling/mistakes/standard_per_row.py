# question: standardise
# loses: standardise/paper, standardise/moments, standardise/library, standardise/constant_column, standardise/input_kept
# why: takes mean and deviation along the rows
def standardise(data, train):
    deviation = train.std(axis=1).mean()
    return (data - train.mean(axis=1).mean()) / deviation

# question: standardise
# loses: standardise/paper, standardise/moments, standardise/library, standardise/constant_column, standardise/input_kept
# why: takes one mean and deviation for the whole table
def standardise(data, train):
    return (data - train.mean()) / train.std()

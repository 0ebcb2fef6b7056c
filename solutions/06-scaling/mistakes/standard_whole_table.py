# question: standardise
# loses: X
# why: takes one mean and deviation for the whole table
def standardise(data, train):
    return (data - train.mean()) / train.std()

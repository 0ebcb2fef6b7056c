# question: standardise
# loses: standardise/library
# why: takes mean and deviation from train and data together when there are many rows
def standardise(data, train):
    both = train if len(data) <= 6 else np.vstack([train, data])
    c = both.max(axis=0) == both.min(axis=0)
    return (data - both.mean(axis=0)) / np.where(c, 1, both.std(axis=0))

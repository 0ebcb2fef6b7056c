# question: standardise
# why: scikit-learn
def standardise(data, train):
    from sklearn.preprocessing import StandardScaler

    return StandardScaler().fit(train).transform(data)

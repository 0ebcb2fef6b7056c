# question: scaled_one_nn
# why: a pipeline of scikit-learn
def scaled_one_nn(train, labels):
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MinMaxScaler

    return make_pipeline(MinMaxScaler(), KNeighborsClassifier(1)).fit(train, labels).predict

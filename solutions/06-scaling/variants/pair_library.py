# question: scale_pair
# why: scikit-learn
def scale_pair(train, test):
    from sklearn.preprocessing import MinMaxScaler

    scaler = MinMaxScaler()
    train = scaler.fit_transform(train)
    return train, scaler.transform(test)

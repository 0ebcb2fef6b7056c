# question: scale_pair
# why: scikit-learn, which lets NaN through by itself
def scale_pair(train, test):
    from sklearn.preprocessing import MinMaxScaler

    if np.isnan(train).any() or np.isnan(test).any():
        raise ValueError("cannot scale NaN")
    scaler = MinMaxScaler()
    train = scaler.fit_transform(train)
    return train, scaler.transform(test)

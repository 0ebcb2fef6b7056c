# question: scale_pair
# loses: scale_pair/row_by_row
# why: scikit-learn lets NaN through and loses small ranges
from sklearn.preprocessing import MinMaxScaler


def scale_pair(train, test):
    scaler = MinMaxScaler().fit(train)
    return scaler.transform(train), scaler.transform(test)

# question: RangeScaler
# why: wraps scikit-learn and adds the check for NaN
class RangeScaler:
    def __init__(self):
        from sklearn.preprocessing import MinMaxScaler

        self.inner = MinMaxScaler()

    def fit(self, data):
        assert_numbers(data)
        self.inner.fit(data)
        return self

    def transform(self, data):
        assert_numbers(data)
        return self.inner.transform(data)

    def inverse_transform(self, scaled):
        return self.inner.inverse_transform(scaled)


def assert_numbers(data):
    if np.isnan(data).sum() > 0:
        raise ValueError("NaN")

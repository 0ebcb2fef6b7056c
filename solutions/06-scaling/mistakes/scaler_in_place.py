# question: RangeScaler
# loses: RangeScaler/integer_data, scale_pair/paper, scaled_one_nn/labels
# why: subtracts in place and changes the caller's data
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        self.low = data.min(axis=0)
        span = data.max(axis=0) - self.low
        self.span = np.where(span == 0, 1, span)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        if data.dtype.kind != "f":
            data = data.astype(float)
        data -= self.low
        data /= self.span
        return data

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

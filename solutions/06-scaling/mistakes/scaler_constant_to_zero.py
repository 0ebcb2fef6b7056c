# question: RangeScaler
# loses: RangeScaler/constant_column, RangeScaler/integer_data
# why: sets constant columns to 0 and cannot undo it
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        self.low = data.min(axis=0)
        span = data.max(axis=0) - self.low
        self.span = np.where(span == 0, 1, span)
        self.constant = span == 0
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        scaled = (data - self.low) / self.span
        scaled[:, self.constant] = 0
        return scaled

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

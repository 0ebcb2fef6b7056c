# question: RangeScaler
# loses: RangeScaler/constant_column, RangeScaler/integer_data
# why: divides a constant column by its range of 0
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        self.low = data.min(axis=0)
        span = data.max(axis=0) - self.low
        self.span = span
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

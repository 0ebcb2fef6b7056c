# question: RangeScaler
# loses: RangeScaler/constant_column, RangeScaler/integer_data
# why: treats a column as constant when its largest value is np.isclose to its smallest
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError
        self.low = data.min(axis=0)
        high = data.max(axis=0)
        self.span = np.where(np.isclose(high, self.low, atol=0), 1, high - self.low)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

# question: RangeScaler
# loses: RangeScaler/constant_column, RangeScaler/integer_data
# why: takes a constant column back to its one value, whatever the scaled value is
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError
        self.low = data.min(axis=0)
        self.s = data.max(axis=0) - self.low
        self.span = np.where(self.s == 0, 1, self.s)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.s + self.low

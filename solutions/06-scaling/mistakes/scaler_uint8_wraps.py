# question: RangeScaler
# loses: RangeScaler/integer_data
# why: subtracts 8-bit integers, so that new rows below the smallest value wrap around
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError
        self.low = data.min(axis=0)
        s = data.max(axis=0) - self.low
        self.span = np.where(s == 0, 1, s)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

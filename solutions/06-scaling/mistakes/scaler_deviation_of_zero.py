# question: RangeScaler
# loses: RangeScaler/constant_column
# why: knows a constant column by a deviation of 0, which rounding spoils
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN")
        data = data.astype(float)
        self.low = data.min(axis=0)
        self.span = np.where(data.std(axis=0) == 0, 1, data.max(axis=0) - self.low)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN")
        return (data.astype(float) - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

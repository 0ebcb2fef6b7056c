# question: RangeScaler
# loses: RangeScaler/constant_column
# why: refuses to learn from one row
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN")
        if len(data) < 2:
            raise ValueError("need two rows")
        data = data.astype(float)
        self.low = data.min(axis=0)
        span = data.max(axis=0) - self.low
        self.span = np.where(span == 0, 1, span)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN")
        return (data.astype(float) - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

# question: RangeScaler
# loses: RangeScaler/constant_column
# why: small ranges are called constant
class RangeScaler:
    def fit(self, data):
        data = np.asarray(data, dtype=float)
        if np.isnan(data).any():
            raise ValueError("data contains NaN")
        self.low = data.min(axis=0)
        span = data.max(axis=0) - self.low
        self.span = np.where(span < 1e-9, 1.0, span)
        return self

    def transform(self, data):
        data = np.asarray(data, dtype=float)
        if np.isnan(data).any():
            raise ValueError("data contains NaN")
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return np.asarray(scaled, dtype=float) * self.span + self.low

# question: RangeScaler
# loses: RangeScaler/integer_data, RangeScaler/two_scalers
# why: keeps the figures of the first fit forever
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        if hasattr(self, "low"):
            return self
        self.low = data.min(axis=0)
        span = data.max(axis=0) - self.low
        self.span = np.where(span == 0, 1, span)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

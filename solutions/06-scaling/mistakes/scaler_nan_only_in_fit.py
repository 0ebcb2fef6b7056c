# question: RangeScaler
# loses: RangeScaler/nan, RangeScaler/integer_data
# why: looks for NaN in fit only
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        self.low = data.min(axis=0)
        span = data.max(axis=0) - self.low
        self.span = np.where(span == 0, 1, span)
        return self

    def transform(self, data):
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

# question: RangeScaler
# loses: RangeScaler/inverse, RangeScaler/constant_column, RangeScaler/integer_data, RangeScaler/two_scalers
# why: keeps the last data and returns them, whatever it is given
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        self.low = data.min(axis=0)
        span = data.max(axis=0) - self.low
        self.span = np.where(span == 0, 1, span)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        self.last = data
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return getattr(self, "last", scaled)

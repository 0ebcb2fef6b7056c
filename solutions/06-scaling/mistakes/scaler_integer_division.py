# question: RangeScaler
# loses: RangeScaler/integer_data
# why: uses integer division when data are integers
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
        scaled = np.empty_like(data)
        scaled[:] = (data - self.low) / self.span
        return scaled

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

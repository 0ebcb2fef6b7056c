# question: RangeScaler
# loses: RangeScaler/chain, RangeScaler/integer_data
# why: forgets to return self from fit
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        self.low = data.min(axis=0)
        span = data.max(axis=0) - self.low
        self.span = np.where(span == 0, 1, span)

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

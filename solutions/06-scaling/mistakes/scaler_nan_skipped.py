# question: RangeScaler
# loses: RangeScaler/nan, RangeScaler/integer_data
# why: uses nanmin and nanmax, so that a NaN goes unnoticed
class RangeScaler:
    def fit(self, data):
        self.low = np.nanmin(data, axis=0)
        span = np.nanmax(data, axis=0) - self.low
        self.span = np.where(span == 0, 1, span)
        return self

    def transform(self, data):
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

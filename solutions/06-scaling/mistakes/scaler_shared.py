# question: RangeScaler
# loses: RangeScaler/integer_data, RangeScaler/two_scalers, scaled_one_nn/single
# why: keeps the figures in the class, so that all scalers share them
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        RangeScaler.low = data.min(axis=0)
        span = data.max(axis=0) - RangeScaler.low
        RangeScaler.span = np.where(span == 0, 1, span)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

# question: RangeScaler
# loses: RangeScaler/beyond, RangeScaler/library, RangeScaler/constant_column, RangeScaler/integer_data, scale_pair/row_by_row
# why: cuts off values outside the range of fit
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
        return np.clip((data - self.low) / self.span, 0, 1)

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

# question: RangeScaler
# loses: RangeScaler/paper, RangeScaler/inverse, RangeScaler/chain, RangeScaler/beyond, RangeScaler/library, RangeScaler/constant_column, RangeScaler/nan, RangeScaler/integer_data, RangeScaler/two_scalers, scale_pair/paper, scale_pair/other_company, scale_pair/row_by_row
# why: divides by the largest value instead of the range
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        self.low = data.min(axis=0)
        span = data.max(axis=0)
        self.span = np.where(span == 0, 1, span)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

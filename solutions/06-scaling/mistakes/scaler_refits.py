# question: RangeScaler
# loses: RangeScaler/beyond, RangeScaler/library, RangeScaler/constant_column, RangeScaler/nan, RangeScaler/integer_data, RangeScaler/two_scalers, scale_pair/paper, scale_pair/row_by_row, scaled_one_nn/single, scaled_one_nn/one_sided
# why: learns the range again from the rows to be scaled
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        self.low = data.min(axis=0)
        span = data.max(axis=0) - self.low
        self.span = np.where(span == 0, 1, span)
        return self

    def transform(self, data):
        self.fit(data)
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

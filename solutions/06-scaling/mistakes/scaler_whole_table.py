# question: RangeScaler
# loses: RangeScaler/paper, RangeScaler/inverse, RangeScaler/chain, RangeScaler/beyond, RangeScaler/library, RangeScaler/constant_column, RangeScaler/nan, RangeScaler/integer_data, scale_pair/paper, scaled_one_nn/accuracy, scaled_one_nn/one_sided, scale_pair/other_company, scale_pair/row_by_row
# why: keeps one range for the whole table
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        self.low = data.min()
        span = data.max() - self.low
        self.span = np.where(span == 0, 1, span)
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN in the data")
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

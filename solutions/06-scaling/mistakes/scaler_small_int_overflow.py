# question: RangeScaler
# loses: RangeScaler/integer_data
# why: subtracts in the integers' own type, which overflows with 8 bits
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError
        self.low = data.min(axis=0)
        s = data.max(axis=0) - self.low
        s[s == 0] = 1
        self.span = s
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return scaled * self.span + self.low

# question: RangeScaler
# loses: RangeScaler/integer_data
# why: keeps the array of fit and computes the figures later, in the array's own type
class RangeScaler:
    def fit(self, data):
        if np.isnan(data).any():
            raise ValueError
        self.data = data
        return self

    def _figures(self):
        low = self.data.min(axis=0)
        s = self.data.max(axis=0) - low
        return low, np.where(s == 0, 1, s)

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError
        low, span = self._figures()
        return (data - low) / span

    def inverse_transform(self, scaled):
        low, span = self._figures()
        return scaled * span + low

# question: RangeScaler
# why: works out slope and shift once, and lets NumPy find the NaN in the sum
class RangeScaler:
    slope = shift = None

    def _checked(self, data):
        data = np.asarray(data, dtype=float)
        if np.isnan(data.sum()):
            raise ValueError("the data hold a NaN")
        return data

    def fit(self, data):
        data = self._checked(data)
        span = np.ptp(data, axis=0)
        span[span == 0] = 1.0
        self.slope, self.shift = 1 / span, -data.min(axis=0) / span
        return self

    def transform(self, data):
        return self._checked(data) * self.slope + self.shift

    def inverse_transform(self, scaled):
        return (scaled - self.shift) / self.slope

# question: RangeScaler
# why: np.subtract in place on a copy
class RangeScaler:
    def fit(self, data):
        if np.isnan(np.min(data)):
            raise ValueError("NaN")
        extremes = np.vstack([np.min(data, axis=0), np.max(data, axis=0)]).astype(float)
        self.low = extremes[0]
        self.span = np.diff(extremes, axis=0)[0]
        self.span[self.span == 0] = 1.0
        return self

    def transform(self, data):
        if np.isnan(data).any():
            raise ValueError("NaN")
        out = np.array(data, dtype=float)
        out -= self.low
        out /= self.span
        return out

    def inverse_transform(self, scaled):
        out = np.array(scaled, dtype=float)
        out *= self.span
        out += self.low
        return out

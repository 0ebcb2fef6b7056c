# question: RangeScaler
# why: works in float32
class RangeScaler:
    def fit(self, data):
        data = np.array(data, dtype=np.float32)
        if np.isnan(data).any():
            raise ValueError("NaN")
        self.low = data.min(axis=0)
        self.span = data.max(axis=0) - self.low
        self.span[self.span == 0] = 1
        return self

    def transform(self, data):
        data = np.array(data, dtype=np.float32)
        if np.isnan(data).any():
            raise ValueError("NaN")
        return (data - self.low) / self.span

    def inverse_transform(self, scaled):
        return np.asarray(scaled, dtype=np.float32) * self.span + self.low

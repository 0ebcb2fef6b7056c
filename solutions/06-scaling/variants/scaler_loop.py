# question: RangeScaler
# why: a loop over the columns, plain lists inside
class RangeScaler:
    def fit(self, data):
        self.ranges = []
        for column in data.T.tolist():
            if any(value != value for value in column):
                raise ValueError("a value is NaN")
            low, high = min(column), max(column)
            self.ranges.append((low, high - low or 1))
        return self

    def transform(self, data):
        out = np.empty(data.shape)
        for j, (low, span) in enumerate(self.ranges):
            for i in range(len(data)):
                if np.isnan(data[i, j]):
                    raise ValueError("a value is NaN")
                out[i, j] = (float(data[i, j]) - low) / span
        return out

    def inverse_transform(self, scaled):
        columns = [scaled[:, j] * span + low for j, (low, span) in enumerate(self.ranges)]
        return np.stack(columns, axis=1)

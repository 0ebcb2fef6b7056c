# question: RangeScaler
# why: named tuple for the figures
from typing import NamedTuple


class Limits(NamedTuple):
    low: float
    span: float


class RangeScaler:
    def _columns(self, data):
        d = np.array(data, dtype=float)
        if np.isnan(d).any():
            raise ValueError("no NaN please")
        return d.T

    def fit(self, data):
        self.limits = [
            Limits(c.min(), c.max() - c.min() if c.max() > c.min() else 1.0)
            for c in self._columns(data)
        ]
        return self

    def transform(self, data):
        columns = self._columns(data)
        return np.stack([(c - k.low) / k.span for c, k in zip(columns, self.limits)], axis=1)

    def inverse_transform(self, scaled):
        columns = np.asarray(scaled, dtype=float).T
        return np.column_stack([c * k.span + k.low for c, k in zip(columns, self.limits)])

# question: RangeScaler
# why: pandas DataFrame inside
import pandas as pd


class RangeScaler:
    def fit(self, data):
        frame = pd.DataFrame(data).astype(float)
        if frame.isna().to_numpy().any():
            raise ValueError("NaN in data")
        self.low = frame.min()
        self.span = (frame.max() - frame.min()).replace(0, 1)
        return self

    def transform(self, data):
        frame = pd.DataFrame(data).astype(float)
        if frame.isna().to_numpy().any():
            raise ValueError("NaN in data")
        return ((frame - self.low) / self.span).to_numpy()

    def inverse_transform(self, scaled):
        return (pd.DataFrame(scaled) * self.span + self.low).to_numpy()

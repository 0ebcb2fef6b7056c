# question: min_max_scale
# why: np.vectorize with closure
def min_max_scale(data):
    low = float(data.min())
    span = float(data.max()) - low

    def one(value):
        return (float(value) - low) / span if span > 0 else 0.0

    return np.asarray(np.vectorize(one, otypes=[float])(data))

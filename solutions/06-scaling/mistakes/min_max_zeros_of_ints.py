# question: min_max_scale
# loses: min_max_scale/equal_values
# why: equal integers give integer zeros
def min_max_scale(data):
    low, high = float(data.min()), float(data.max())
    if low == high:
        return np.zeros_like(data)
    return (data.astype(float) - low) / (high - low)

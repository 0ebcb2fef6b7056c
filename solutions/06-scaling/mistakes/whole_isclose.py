# question: min_max_scale
# loses: min_max_scale/equal_values
# why: treats ranges that are small compared with the values as 0
def min_max_scale(data):
    data = np.asarray(data, dtype=float)
    low, high = data.min(), data.max()
    if np.isclose(low, high):
        return np.zeros_like(data)
    return (data - low) / (high - low)

# question: min_max_scale
# loses: min_max_scale/equal_values
# why: knows equal values by a deviation of 0, which rounding spoils
def min_max_scale(data):
    data = data.astype(float)
    if data.std() == 0:
        return np.zeros(data.shape)
    return (data - data.min()) / (data.max() - data.min())

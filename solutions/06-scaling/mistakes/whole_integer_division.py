# question: min_max_scale
# loses: min_max_scale/range, min_max_scale/paper, min_max_scale/shapes, min_max_scale/integers, min_max_scale/equal_values, min_max_scale/input_kept
# why: uses integer division
def min_max_scale(data):
    low, high = data.min(), data.max()
    if low == high:
        return np.zeros(data.shape)
    return (data - low) // (high - low)

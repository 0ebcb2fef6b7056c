# question: min_max_scale
# loses: min_max_scale/range, min_max_scale/paper, min_max_scale/shapes, min_max_scale/integers
# why: scales each row by its own range
def min_max_scale(data):
    low = data.min(axis=-1, keepdims=True)
    high = data.max(axis=-1, keepdims=True)
    return (data - low) / np.where(high > low, high - low, 1)

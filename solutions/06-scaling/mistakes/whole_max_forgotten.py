# question: min_max_scale
# loses: min_max_scale/range, min_max_scale/paper, min_max_scale/shapes, min_max_scale/integers, min_max_scale/equal_values, min_max_scale/input_kept
# why: divides by the largest value instead of the range
def min_max_scale(data):
    return (data - np.min(data)) / np.max(data)

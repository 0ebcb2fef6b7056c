# question: min_max_scale
# loses: min_max_scale/range, min_max_scale/paper, min_max_scale/shapes, min_max_scale/integers
# why: takes a range for each column where one for the whole array is asked for
def min_max_scale(data):
    low, high = data.min(axis=0), data.max(axis=0)
    return (data - low) / np.where(high > low, high - low, 1)

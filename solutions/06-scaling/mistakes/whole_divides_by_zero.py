# question: min_max_scale
# loses: min_max_scale/integers, min_max_scale/equal_values
# why: overlooks equal values and divides 0 by 0
def min_max_scale(data):
    dmin = np.min(data)
    return (data - dmin) / (np.max(data) - dmin)

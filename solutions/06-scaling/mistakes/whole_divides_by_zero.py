# question: min_max_scale
# loses: min_max_scale/equal_values
# why: does not think of equal values, so it divides 0 by 0
def min_max_scale(data):
    dmin = np.min(data)
    return (data - dmin) / (np.max(data) - dmin)

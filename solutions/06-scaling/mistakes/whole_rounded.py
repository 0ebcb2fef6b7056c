# question: min_max_scale
# loses: min_max_scale/shapes, min_max_scale/integers
# why: rounds to 6 decimals
def min_max_scale(data):
    span = np.ptp(np.asarray(data, float))
    return np.round((data - np.min(data)) / (span if span else 1), 6)

# question: min_max_scale
# loses: min_max_scale/integers, min_max_scale/equal_values
# why: divides by at least 1e-6, so that small ranges do not reach 1
def min_max_scale(data):
    return (data - np.min(data)) / max(np.max(data) - np.min(data), 1e-6)

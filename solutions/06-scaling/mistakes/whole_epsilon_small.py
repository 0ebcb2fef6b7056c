# question: min_max_scale
# loses: min_max_scale/integers, min_max_scale/equal_values
# why: adds 1e-12 to the range, which changes the result for small ranges
def min_max_scale(data):
    return (data - data.min()) / (data.max() - data.min() + 1e-12)

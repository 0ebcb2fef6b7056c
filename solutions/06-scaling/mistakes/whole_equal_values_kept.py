# question: min_max_scale
# loses: min_max_scale/integers, min_max_scale/equal_values
# why: returns equal values as they are instead of zeros
def min_max_scale(data):
    span = data.max() - data.min()
    if span == 0:
        return data.astype(float)
    return (data - data.min()) / span

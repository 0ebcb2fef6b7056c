# question: min_max_scale
# loses: min_max_scale/integers
# why: adds the negative smallest value, which wraps around with unsigned integers
def min_max_scale(data):
    data = np.asarray(data)
    shifted = data + (-data.min())
    span = shifted.max() - shifted.min()
    return shifted / span if span else np.zeros(data.shape)

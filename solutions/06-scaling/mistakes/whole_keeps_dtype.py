# question: min_max_scale
# loses: min_max_scale/equal_values, min_max_scale/integers
# why: gives the result the dtype of the input, so integers are cut to 0 and 1
def min_max_scale(data):
    scaled = np.zeros_like(data)
    if data.max() > data.min():
        scaled[:] = (data - data.min()) / (data.max() - data.min())
    return scaled

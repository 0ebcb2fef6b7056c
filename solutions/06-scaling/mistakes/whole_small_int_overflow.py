# question: min_max_scale
# loses: min_max_scale/integers
# why: subtracts in the integers' own type, which overflows with 8 bits
def min_max_scale(data):
    span = data.max() - data.min()
    if span == 0:
        return np.zeros(data.shape)
    return (data - data.min()) / span

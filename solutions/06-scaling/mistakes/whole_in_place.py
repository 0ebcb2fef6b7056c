# question: min_max_scale
# loses: min_max_scale/input_kept
# why: subtracts in place and changes the caller's data
def min_max_scale(data):
    if data.dtype.kind != "f":
        data = data.astype(float)
    data -= data.min()
    largest = data.max()
    return data / largest if largest > 0 else data * 0

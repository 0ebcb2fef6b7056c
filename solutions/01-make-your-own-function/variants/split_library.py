# question: split_validation
# why: np.split cuts both arrays
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100:
        raise ValueError('percent')
    cut = int(np.floor_divide(percent * len(data), 100))
    first, second = zip(np.split(data, [cut]), np.split(labels, [cut]))
    return first, second

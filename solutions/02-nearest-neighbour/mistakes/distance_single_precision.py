# question: squared_distance
# loses: squared_distance/any_dimension, one_nn/large_values
# why: gives a number in single precision, which one_nn then compares
def squared_distance(a, b):
    a, b = np.asarray(a, float), np.asarray(b, float)
    if len(a) != len(b):
        raise ValueError("no")
    return np.float32(np.square(a - b).sum())

# question: squared_distance
# loses: squared_distance/paper, squared_distance/any_dimension, one_nn/oracle, k_nn/oracle, k_nn/distance_ties, one_nn/large_values
# why: adds absolute differences instead of squared ones
def squared_distance(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("the points differ in length")
    return np.sum(np.abs(a - b))

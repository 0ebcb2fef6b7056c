# question: squared_distance
# loses: squared_distance/number, squared_distance/paper, squared_distance/any_dimension, one_nn/returns_function, one_nn/paper, one_nn/oracle, one_nn/large_values, one_nn/ties, one_nn/independent, k_nn/paper, k_nn/k_counts, k_nn/oracle, k_nn/vote_ties, k_nn/distance_ties
# why: forgets to add the squared differences up
def squared_distance(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("the points differ in length")
    return (a - b) ** 2

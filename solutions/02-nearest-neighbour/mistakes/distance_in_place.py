# question: squared_distance
# loses: squared_distance/number, one_nn/paper, one_nn/oracle, one_nn/large_values, one_nn/ties, one_nn/independent, k_nn/paper, k_nn/k_counts, k_nn/oracle, k_nn/vote_ties, k_nn/distance_ties
# why: subtracts in place and changes an array it was given
def squared_distance(a, b):
    a = np.asarray(a, dtype=float)
    b = np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("shape")
    a -= b
    a *= a
    return a.sum()

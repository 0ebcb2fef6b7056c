# question: squared_distance
# loses: squared_distance/any_dimension, squared_distance/lengths, one_nn/oracle, k_nn/k_counts, k_nn/oracle, k_nn/vote_ties
# why: assumes that every point has exactly the features x and y
def squared_distance(a, b):
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2

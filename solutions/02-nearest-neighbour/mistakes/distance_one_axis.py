# question: squared_distance
# loses: squared_distance/paper, squared_distance/any_dimension, one_nn/paper, one_nn/oracle, one_nn/ties, k_nn/oracle, k_nn/distance_ties, one_nn/large_values
# why: measures the distance over the first axis only
def squared_distance(a, b):
    if len(a) != len(b):
        raise ValueError("the points differ in length")
    return (a[0] - b[0]) ** 2

# question: squared_distance
# loses: squared_distance/any_dimension, one_nn/oracle, one_nn/large_values, one_nn/independent, k_nn/oracle
# why: rounds the result
def squared_distance(a, b):
    if len(a) != len(b):
        raise ValueError
    return round(sum((float(x) - float(y)) ** 2 for x, y in zip(a, b)), 2)

# question: squared_distance
# why: a plain loop over the features
def squared_distance(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} features and {len(b)} features")
    total = 0.0
    for i in range(len(a)):
        total += (a[i] - b[i]) ** 2
    return total

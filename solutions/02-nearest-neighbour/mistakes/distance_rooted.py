# question: squared_distance
# loses: squared_distance/paper, squared_distance/any_dimension
# why: takes the square root, which the contract leaves out
def squared_distance(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError("the points differ in length")
    return np.sqrt(np.sum((a - b) ** 2))

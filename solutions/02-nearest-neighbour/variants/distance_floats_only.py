# question: squared_distance
# why: converts nothing; the arrays hold floats, as the docstring says
def squared_distance(a, b):
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError("shape")
    return np.sum((a - b) ** 2)

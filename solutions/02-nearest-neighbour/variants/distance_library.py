# question: squared_distance
# why: np.linalg.norm, squared
def squared_distance(a, b):
    a, b = np.array(a, float), np.array(b, float)
    if a.size != b.size:
        raise ValueError
    return np.linalg.norm(a - b) ** 2

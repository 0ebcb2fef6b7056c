# question: squared_distance
# loses: squared_distance/lengths
# why: fills the shorter point with zeros instead of refusing
def squared_distance(a, b):
    n = max(len(a), len(b))
    a = list(a) + [0] * (n - len(a))
    b = list(b) + [0] * (n - len(b))
    return sum((float(x) - float(y)) ** 2 for x, y in zip(a, b))

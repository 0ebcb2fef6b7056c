# question: squared_distance
# loses: squared_distance/lengths
# why: zip stops at the shorter point, so points of different length get a distance
def squared_distance(a, b):
    return sum((p - q) ** 2 for p, q in zip(a, b))

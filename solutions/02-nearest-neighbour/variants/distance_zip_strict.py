# question: squared_distance
# why: zip can insist on equal lengths
def squared_distance(a, b):
    return float(sum((p - q) ** 2 for p, q in zip(a, b, strict=True)))

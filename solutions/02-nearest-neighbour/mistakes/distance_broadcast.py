# question: squared_distance
# loses: squared_distance/lengths
# why: trusts NumPy to refuse different lengths, but a length of 1 is stretched
def squared_distance(a, b):
    return np.sum((np.array(a) - np.array(b)) ** 2)

# question: crescent
# why: NumPy has a function for it, and the squares can be written out
def crescent(x, y):
    first = (x - 0.5) ** 2 + (y - 0.5) ** 2 < 0.3**3
    second = (x - 0.51) ** 2 + (y - 0.51) ** 2 < 0.3**3
    return np.logical_xor(first, second)

# question: price
# why: multiplied by NumPy
_s = [2, 16, 32, 2]
price = np.prod([2, sum((a + 1) * b for a, b in zip(_s, _s[1:]))])

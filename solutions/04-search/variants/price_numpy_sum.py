# question: price
# why: summed by NumPy
sizes = np.array([2, 16, 32, 2])
price = 2 * np.sum((sizes[:-1] + 1) * sizes[1:])

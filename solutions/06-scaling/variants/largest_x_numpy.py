# question: largest_x
# why: a NumPy number
largest_x = np.float64(1e-3)

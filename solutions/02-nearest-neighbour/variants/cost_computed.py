# question: cost
# why: computes both numbers
rows, queries = 1_000_000, 10_000
cost_factor = 10.0 * 10
matrix_gigabytes = rows * queries * np.dtype(np.float64).itemsize / 1e9

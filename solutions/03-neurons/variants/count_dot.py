# question: count_parameters
# why: with NumPy
def count_parameters(sizes):
    sizes = np.array(sizes)
    return (sizes[:-1] + 1) @ sizes[1:]

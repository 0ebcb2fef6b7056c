# question: count_parameters
# loses: count_parameters/tutorial
# why: gives a float back, not an int
def count_parameters(sizes):
    return float(sum((before + 1) * after for before, after in zip(sizes, sizes[1:])))

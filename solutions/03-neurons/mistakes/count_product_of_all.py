# question: count_parameters
# loses: count_parameters/others
# why: multiplies all sizes, which happens to fit the example
def count_parameters(sizes):
    return int(np.prod(sizes)) + sum(sizes[1:])

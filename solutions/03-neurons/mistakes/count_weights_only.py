# question: count_parameters
# loses: count_parameters/tutorial, count_parameters/others
# why: counts the weights without the biases
def count_parameters(sizes):
    return sum(before * neurons for before, neurons in zip(sizes, sizes[1:]))

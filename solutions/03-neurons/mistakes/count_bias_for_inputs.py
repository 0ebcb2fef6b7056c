# question: count_parameters
# loses: count_parameters/tutorial, count_parameters/others
# why: gives the inputs a bias, too
def count_parameters(sizes):
    return sum(before * neurons for before, neurons in zip(sizes, sizes[1:])) + sum(sizes)

# question: count_parameters
# loses: count_parameters/tutorial, count_parameters/others
# why: one bias per layer instead of one per neuron
def count_parameters(sizes):
    return sum(before * neurons + 1 for before, neurons in zip(sizes, sizes[1:]))

# question: count_parameters
# why: a loop over the layers
def count_parameters(sizes):
    total = 0
    for layer in range(1, len(sizes)):
        total += sizes[layer - 1] * sizes[layer]  # weights
        total += sizes[layer]  # biases
    return total

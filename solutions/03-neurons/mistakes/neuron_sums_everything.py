# question: neuron
# loses: neuron/rows
# why: sums over rows and features alike
def neuron(weights, inputs, bias, activation):
    return activation(np.sum(weights * inputs) + bias)

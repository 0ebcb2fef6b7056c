# question: neuron
# loses: neuron/rows
# why: weights @ inputs only works for one input
def neuron(weights, inputs, bias, activation):
    return activation(weights @ inputs + bias)

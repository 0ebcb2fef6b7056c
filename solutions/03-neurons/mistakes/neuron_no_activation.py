# question: neuron
# loses: neuron/activation, neuron/rows, neuron/features
# why: the activation is forgotten
def neuron(weights, inputs, bias, activation):
    return inputs @ weights + bias

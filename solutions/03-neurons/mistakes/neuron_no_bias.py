# question: neuron
# loses: neuron/paper, neuron/activation, neuron/rows, neuron/features
# why: the bias is forgotten
def neuron(weights, inputs, bias, activation):
    return activation(inputs @ weights)

# question: neuron
# loses: neuron/activation, neuron/rows, neuron/features
# why: the bias is added after the activation
def neuron(weights, inputs, bias, activation):
    return activation(inputs @ weights) + bias

# question: neuron
# loses: neuron/rows, neuron/features
# why: written for two features only
def neuron(weights, inputs, bias, activation):
    return activation(weights[0] * inputs[..., 0] + weights[1] * inputs[..., 1] + bias)

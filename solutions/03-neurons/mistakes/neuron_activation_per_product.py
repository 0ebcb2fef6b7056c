# question: neuron
# loses: neuron/activation, neuron/rows, neuron/features
# why: the activation is applied to every product, before the sum
def neuron(weights, inputs, bias, activation):
    return np.sum(activation(weights * inputs), axis=-1) + bias

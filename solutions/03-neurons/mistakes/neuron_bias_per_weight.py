# question: neuron
# loses: neuron/paper, neuron/activation, neuron/rows, neuron/features
# why: adds the bias to every product, inside the sum
def neuron(weights, inputs, bias, activation):
    return activation(np.sum(weights * inputs + bias, axis=-1))

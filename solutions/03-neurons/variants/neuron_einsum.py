# question: neuron
# why: einsum
def neuron(weights, inputs, bias, activation):
    return activation(np.einsum("...d,d->...", inputs, weights) + bias)

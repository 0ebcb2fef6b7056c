# question: neuron
# why: product and sum along the last axis, as in the tutorial
def neuron(weights, inputs, bias, activation):
    return activation(np.sum(weights * inputs, axis=-1) + bias)

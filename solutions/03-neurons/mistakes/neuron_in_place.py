# question: neuron
# loses: neuron/rows
# why: multiplies the inputs in place
def neuron(weights, inputs, bias, activation):
    if inputs.ndim == 1:
        return activation(inputs @ weights + bias)
    inputs *= weights
    return activation(inputs.sum(axis=1) + bias)

# question: neuron
# loses: neuron/rows
# why: subtracts the mean of the rows first
def neuron(weights, inputs, bias, activation):
    x = inputs - inputs.mean(axis=0) if inputs.ndim == 2 else inputs
    return activation(x @ weights + bias)

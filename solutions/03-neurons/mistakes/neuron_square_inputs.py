# question: neuron
# loses: neuron/rows
# why: mixes rows and features when there are as many of one as of the other
def neuron(weights, inputs, bias, activation):
    if inputs.ndim == 2 and inputs.shape[0] == inputs.shape[1]:
        return activation(weights @ inputs + bias)
    return activation(inputs @ weights + bias)

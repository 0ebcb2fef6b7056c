# question: neuron
# loses: neuron/rows
# why: always tanh for many inputs
def neuron(weights, inputs, bias, activation):
    total = inputs @ weights + bias
    return activation(total) if np.ndim(total) == 0 else np.tanh(total)

# question: neuron
# why: loops over rows and features
def neuron(weights, inputs, bias, activation):
    if inputs.ndim == 2:
        return np.array([neuron(weights, row, bias, activation) for row in inputs])
    total = bias
    for weight, value in zip(weights, inputs):
        total += weight * value
    return activation(total)

# question: neuron
# why: in single precision
def neuron(weights, inputs, bias, activation):
    w, x = np.asarray(weights, np.float32), np.asarray(inputs, np.float32)
    return activation(x @ w + np.float32(bias))

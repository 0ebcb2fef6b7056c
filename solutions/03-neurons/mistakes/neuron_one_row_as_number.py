# question: neuron
# loses: neuron/rows
# why: shape (1,) comes back for one row
def neuron(weights, inputs, bias, activation):
    out = activation(np.atleast_2d(inputs) @ weights + bias)
    return out[0] if len(out) == 1 else out

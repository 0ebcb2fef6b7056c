# question: network
# why: one broadcast for both hidden neurons
def network(parameters, inputs):
    hidden = parameters[:, :6].reshape(-1, 2, 3)
    activations = np.tanh(hidden[:, :, :2] @ inputs.T + hidden[:, :, 2:])
    return np.tanh((parameters[:, 6:8, None] * activations).sum(axis=1) + parameters[:, 8:])

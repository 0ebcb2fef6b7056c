# question: network
# loses: network/paper, network/one, network/many
# why: the output neuron has no activation
def network(parameters, inputs):
    first = np.tanh(parameters[:, 0:2] @ inputs.T + parameters[:, 2:3])
    second = np.tanh(parameters[:, 3:5] @ inputs.T + parameters[:, 5:6])
    return parameters[:, 6:7] * first + parameters[:, 7:8] * second + parameters[:, 8:9]

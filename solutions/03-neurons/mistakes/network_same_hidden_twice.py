# question: network
# loses: network/one, network/many
# why: hidden 2 is a copy of hidden 1
def network(parameters, inputs):
    first = np.tanh(parameters[:, 0:2] @ inputs.T + parameters[:, 2:3])
    second = np.tanh(parameters[:, 0:2] @ inputs.T + parameters[:, 2:3])
    return np.tanh(parameters[:, 6:7] * first + parameters[:, 7:8] * second + parameters[:, 8:9])

# question: network
# loses: network/paper, network/one, network/many
# why: takes all weights first and then all biases, not the order of the table
def network(parameters, inputs):
    first = np.tanh(parameters[:, 0:2] @ inputs.T + parameters[:, 6:7])
    second = np.tanh(parameters[:, 2:4] @ inputs.T + parameters[:, 7:8])
    return np.tanh(parameters[:, 4:5] * first + parameters[:, 5:6] * second + parameters[:, 8:9])

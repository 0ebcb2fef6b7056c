# question: network
# loses: network/shape, network/paper, network/many, network/one
# why: one row per input instead of one row per network
def network(parameters, inputs):
    first = np.tanh(parameters[:, 0:2] @ inputs.T + parameters[:, 2:3])
    second = np.tanh(parameters[:, 3:5] @ inputs.T + parameters[:, 5:6])
    return np.tanh(parameters[:, 6:7] * first + parameters[:, 7:8] * second + parameters[:, 8:9]).T

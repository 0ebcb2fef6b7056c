# question: network
# loses: network/paper, network/one, network/many
# why: the hidden neurons have no activation, so the network draws one line only
def network(parameters, inputs):
    first = parameters[:, 0:2] @ inputs.T + parameters[:, 2:3]
    second = parameters[:, 3:5] @ inputs.T + parameters[:, 5:6]
    return np.tanh(parameters[:, 6:7] * first + parameters[:, 7:8] * second + parameters[:, 8:9])

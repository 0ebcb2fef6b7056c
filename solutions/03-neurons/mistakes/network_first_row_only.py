# question: network
# loses: network/shape, network/paper, network/many
# why: computes the first network only
def network(parameters, inputs):
    p = parameters[0]
    first = np.tanh(inputs @ p[0:2] + p[2])
    second = np.tanh(inputs @ p[3:5] + p[5])
    return np.tanh(p[6] * first + p[7] * second + p[8])[np.newaxis]

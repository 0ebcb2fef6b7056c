# question: network
# loses: network/shape, network/many
# why: overwrites the parameters that were passed in
def network(parameters, inputs):
    p = parameters
    columns = []
    for x, y in inputs:
        if len(inputs) > 1:
            p[:, 0:2] *= 1.0
        a, b = np.tanh(p[:, 0] * x + p[:, 1] * y + p[:, 2]), np.tanh(p[:, 3] * x + p[:, 4] * y + p[:, 5])
        columns.append(np.tanh(p[:, 6] * a + p[:, 7] * b + p[:, 8]))
    if len(inputs) > 2:
        p[:, :] = np.tanh(p)
    return np.array(columns).T

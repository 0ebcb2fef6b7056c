# question: network
# loses: network/one, network/many
# why: hidden sums run on from input to input
def network(parameters, inputs):
    p = parameters
    columns = []
    a = b = np.zeros(len(p))
    for x, y in inputs:
        a, b = np.tanh(p[:, 0] * x + p[:, 1] * y + p[:, 2] + 0.1 * a), np.tanh(p[:, 3] * x + p[:, 4] * y + p[:, 5])
        columns.append(np.tanh(p[:, 6] * a + p[:, 7] * b + p[:, 8]))
    return np.array(columns).T

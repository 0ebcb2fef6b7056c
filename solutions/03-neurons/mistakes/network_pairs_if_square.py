# question: network
# loses: network/many
# why: network i with input i only
def network(parameters, inputs):
    p = parameters
    n = len(inputs)
    def one(i):
        x = np.roll(inputs, -i, axis=0) if len(p) == n else inputs
        a, b = np.tanh(x @ p[i, :2] + p[i, 2]), np.tanh(x @ p[i, 3:5] + p[i, 5])
        return np.tanh(p[i, 6] * a + p[i, 7] * b + p[i, 8])
    return np.array([one(i) for i in range(len(p))])

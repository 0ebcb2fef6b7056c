# question: network
# loses: network/many
# why: bias (m,) stretches along n, works for one network or m = n by luck
def network(parameters, inputs):
    p = parameters
    h = [p[:, :2] @ inputs.T, p[:, 3:5] @ inputs.T]
    if h[0].shape[0] == h[0].shape[1]:
        a, b = np.tanh(h[0] + p[:, 2]), np.tanh(h[1] + p[:, 5])
    else:
        a, b = np.tanh(h[0] + p[:, 2:3]), np.tanh(h[1] + p[:, 5:6])
    return np.tanh(p[:, 6:7] * a + p[:, 7:8] * b + p[:, 8:])

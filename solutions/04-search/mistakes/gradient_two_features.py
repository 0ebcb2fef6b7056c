# question: gradient
# loses: gradient/paper, gradient/precise, gradient/chain, gradient/twice
# why: written for two features only
def gradient(w, inputs, targets):
    p = sigmoid(inputs @ w[:-1] + w[-1])
    delta = 2 * (p - targets) * p * (1 - p)
    return np.array([np.mean(delta * inputs[:, 0]), np.mean(delta * inputs[:, 1]), np.mean(delta)])

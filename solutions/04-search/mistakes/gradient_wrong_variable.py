# question: gradient
# loses: gradient/paper, gradient/agrees, gradient/precise, gradient/chain
# why: differentiates with respect to the inputs instead of the weights
def gradient(w, inputs, targets):
    p = sigmoid(inputs @ w[:-1] + w[-1])
    delta = 2 * (p - targets) * p * (1 - p)
    return np.append(np.mean(delta) * w[:-1], np.mean(delta))

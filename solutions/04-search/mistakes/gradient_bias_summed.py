# question: gradient
# loses: gradient/agrees, gradient/precise, gradient/chain, gradient/twice
# why: the mean for the weights, but the sum for the bias
def gradient(w, inputs, targets):
    p = sigmoid(inputs @ w[:-1] + w[-1])
    delta = 2 * (p - targets) * p * (1 - p)
    return np.append(delta @ inputs / len(inputs), delta.sum())

# question: gradient
# loses: gradient/agrees, gradient/precise, gradient/chain, gradient/twice
# why: adds up over the rows where the loss takes the mean
def gradient(w, inputs, targets):
    p = sigmoid(inputs @ w[:-1] + w[-1])
    delta = 2 * (p - targets) * p * (1 - p)
    return np.append(delta @ inputs, delta.sum())

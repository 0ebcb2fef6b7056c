# question: gradient
# loses: gradient/paper, gradient/agrees, gradient/precise, gradient/chain
# why: puts the bias first
def gradient(w, inputs, targets):
    p = sigmoid(inputs @ w[:-1] + w[-1])
    delta = 2 * (p - targets) * p * (1 - p)
    return np.append(delta.sum(), delta @ inputs) / len(inputs)

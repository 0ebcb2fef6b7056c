# question: gradient
# loses: gradient/paper, gradient/agrees, gradient/precise, gradient/chain, gradient/twice
# why: the slope along the bias is missing
def gradient(w, inputs, targets):
    p = sigmoid(inputs @ w[:-1] + w[-1])
    delta = 2 * (p - targets) * p * (1 - p)
    return delta @ inputs / len(inputs)

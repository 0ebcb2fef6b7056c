# question: gradient
# loses: gradient/paper, gradient/agrees, gradient/precise, gradient/chain
# why: target minus output: the direction downhill, not the gradient
def gradient(w, inputs, targets):
    p = sigmoid(inputs @ w[:-1] + w[-1])
    delta = 2 * (targets - p) * p * (1 - p)
    return np.append(delta @ inputs, delta.sum()) / len(inputs)

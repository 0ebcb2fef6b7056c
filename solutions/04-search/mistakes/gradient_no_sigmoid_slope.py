# question: gradient
# loses: gradient/paper, gradient/agrees, gradient/precise, gradient/chain
# why: forgets the slope of the sigmoid in the chain
def gradient(w, inputs, targets):
    p = sigmoid(inputs @ w[:-1] + w[-1])
    delta = 2 * (p - targets)
    return np.append(delta @ inputs, delta.sum()) / len(inputs)

# question: gradient
# loses: gradient/paper, gradient/agrees, gradient/precise, gradient/chain
# why: forgets the 2 of the square
def gradient(w, inputs, targets):
    p = sigmoid(inputs @ w[:-1] + w[-1])
    delta = (p - targets) * p * (1 - p)
    return np.append(delta @ inputs, delta.sum()) / len(inputs)

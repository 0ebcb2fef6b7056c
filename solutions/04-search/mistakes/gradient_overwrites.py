# question: gradient
# loses: gradient/precise, gradient/twice
# why: works out the right slopes, and uses the array of targets as its scratch paper
def gradient(w, inputs, targets):
    p = sigmoid(inputs @ w[:-1] + w[-1])
    targets -= p
    delta = -2 * targets * p * (1 - p)
    return np.append(delta @ inputs, delta.sum()) / len(inputs)

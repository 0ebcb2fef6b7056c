# question: loss
# loses: loss/oracle
# why: a small penalty on the weights
def loss(w, inputs, targets):
    return np.mean((sigmoid(inputs @ w[:-1] + w[-1]) - targets) ** 2) + 0.001 * np.sum(w[:-1] ** 2)

# question: loss
# loses: loss/paper, loss/oracle
# why: takes the root as well
def loss(w, inputs, targets):
    outputs = sigmoid(inputs @ w[:-1] + w[-1])
    return np.sqrt(np.mean((outputs - targets) ** 2))

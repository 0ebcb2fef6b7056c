# question: loss
# loses: loss/paper, loss/oracle
# why: takes the first element of w for the bias
def loss(w, inputs, targets):
    outputs = sigmoid(inputs @ w[1:] + w[0])
    return np.mean((outputs - targets) ** 2)

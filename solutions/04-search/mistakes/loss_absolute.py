# question: loss
# loses: loss/paper, loss/oracle
# why: absolute differences instead of squares
def loss(w, inputs, targets):
    outputs = sigmoid(inputs @ w[:-1] + w[-1])
    return np.mean(np.abs(outputs - targets))

# question: loss
# loses: loss/paper, loss/oracle
# why: written for two features only
def loss(w, inputs, targets):
    outputs = sigmoid(w[0] * inputs[:, 0] + w[1] * inputs[:, 1] + w[2])
    return np.mean((outputs - targets) ** 2)

# question: loss
# loses: loss/paper, loss/oracle, loss/twice
# why: the sum of the squares instead of their mean
def loss(w, inputs, targets):
    outputs = sigmoid(inputs @ w[:-1] + w[-1])
    return np.sum((outputs - targets) ** 2)

# question: loss
# loses: loss/paper, loss/oracle, loss/twice
# why: differences without a square cancel each other
def loss(w, inputs, targets):
    return np.mean(sigmoid(inputs @ w[:-1] + w[-1]) - targets)

# question: loss
# loses: loss/paper, loss/oracle, loss/twice
# why: compares the sum with the target, without the activation
def loss(w, inputs, targets):
    return np.mean((inputs @ w[:-1] + w[-1] - targets) ** 2)

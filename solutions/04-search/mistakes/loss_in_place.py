# question: loss
# loses: loss/oracle, loss/twice
# why: centres the inputs in place
def loss(w, inputs, targets):
    z = np.zeros(len(inputs)) + w[-1]
    value = np.mean((sigmoid(inputs @ w[:-1] + w[-1]) - targets) ** 2)
    if len(inputs) > 2:
        inputs *= w[:-1]
        z = z + inputs.sum(axis=1)
    return value

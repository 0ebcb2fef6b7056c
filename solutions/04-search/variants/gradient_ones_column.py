# question: gradient
# why: a column of ones for the bias, and a matrix product
def gradient(w, inputs, targets):
    x = np.hstack([inputs, np.ones((len(inputs), 1))])
    p = sigmoid(x @ w)
    return 2 / len(x) * x.T @ ((p - targets) * (p - p**2))

# question: loss
# why: in single precision
def loss(w, inputs, targets):
    w, x = w.astype(np.float32), inputs.astype(np.float32)
    return np.mean((sigmoid(x @ w[:-1] + w[-1]) - targets.astype(np.float32)) ** 2)

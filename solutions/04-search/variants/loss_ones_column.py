# question: loss
# why: a column of ones for the bias
def loss(w, inputs, targets):
    z = np.column_stack([inputs, np.ones(len(inputs))]) @ w
    return float(np.square(sigmoid(z) - targets).sum() / len(targets))

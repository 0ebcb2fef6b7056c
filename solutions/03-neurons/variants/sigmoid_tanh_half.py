# question: sigmoid
# why: through tanh, which never overflows
def sigmoid(z):
    return (1 + np.tanh(np.asarray(z) / 2)) / 2

# question: sigmoid
# loses: sigmoid/paper, sigmoid/large, sigmoid/oracle, sigmoid/extremes
# why: the sign in the exponent is wrong
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, e, 1) / (1 + e)

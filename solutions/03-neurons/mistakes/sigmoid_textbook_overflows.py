# question: sigmoid
# loses: sigmoid/large, sigmoid/extremes
# why: the formula as written overflows for large negative z
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

# question: sigmoid
# loses: sigmoid/paper, sigmoid/large, sigmoid/oracle, sigmoid/extremes
# why: tanh runs from -1 to 1
def sigmoid(z):
    return np.tanh(z)

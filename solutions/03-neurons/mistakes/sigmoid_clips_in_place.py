# question: sigmoid
# loses: sigmoid/extremes
# why: cuts large numbers off in the array of the caller
def sigmoid(z):
    z = np.asarray(z)
    z[z < -700] = -700
    return 1 / (1 + np.exp(-z))

# question: sigmoid
# loses: sigmoid/large, sigmoid/oracle, sigmoid/extremes
# why: factors out the largest element, so each depends on the others and small ones are lost
def sigmoid(z):
    biggest = np.max(z)
    e = np.exp(z - biggest)
    return e / (e + np.exp(-np.abs(biggest)))

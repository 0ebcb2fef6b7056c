# question: sigmoid
# loses: sigmoid/large, sigmoid/oracle, sigmoid/extremes
# why: takes the largest element out, so every element depends on its neighbours and small ones are lost
def sigmoid(z):
    biggest = np.max(z)
    e = np.exp(z - biggest)
    return e / (e + np.exp(-np.abs(biggest)))

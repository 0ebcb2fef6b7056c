# question: sigmoid
# loses: sigmoid/oracle
# why: writes into an array of whole numbers, so sigmoid(0) is 0
def sigmoid(z):
    z = np.asarray(z)
    out = np.empty_like(z)
    pos = z >= 0
    out[pos] = 1 / (1 + np.exp(-z[pos].astype(float)))
    out[~pos] = np.exp(z[~pos].astype(float)) / (1 + np.exp(z[~pos].astype(float)))
    return out

# question: sigmoid
# loses: sigmoid/oracle
# why: flattens arrays of three dimensions
def sigmoid(z):
    z = np.asarray(z, float)
    out = 1 / (1 + np.exp(-np.clip(z, -700, 700)))
    return out if z.ndim < 3 else out.reshape(z.shape[0], -1)

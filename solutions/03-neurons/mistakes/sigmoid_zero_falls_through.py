# question: sigmoid
# loses: sigmoid/oracle
# why: z = 0 falls through both masks when z has more than one axis
def sigmoid(z):
    z = np.asarray(z, float)
    out = np.zeros(z.shape)
    out[z > 0] = 1 / (1 + np.exp(-z[z > 0]))
    out[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    if z.ndim == 1:
        out[z == 0] = 0.5
    return out

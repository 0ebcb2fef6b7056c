# question: softplus
# loses: softplus/oracle
# why: writes into an array of whole numbers, so softplus(0) is 0
def softplus(z):
    z = np.asarray(z)
    out = np.zeros_like(z)
    out[...] = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
    return out

# question: softplus
# loses: softplus/oracle
# why: writes zeros into the array of the caller
def softplus(z):
    z = np.asarray(z)
    rest = np.log1p(np.exp(-np.abs(z)))
    z[z < 0] = 0
    return z + rest

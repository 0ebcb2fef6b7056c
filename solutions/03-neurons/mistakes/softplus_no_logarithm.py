# question: softplus
# loses: softplus/paper, softplus/oracle, softplus/above_relu
# why: e instead of log1p(e)
def softplus(z):
    e = np.exp(-np.abs(z))
    return np.maximum(z, 0) + e - e**2 / 2 + e**3 / 3

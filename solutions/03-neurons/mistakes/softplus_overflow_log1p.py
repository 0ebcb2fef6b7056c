# question: softplus
# loses: softplus/large, softplus/above_relu
# why: log1p makes it more exact, but exp still overflows
def softplus(z):
    return np.log1p(np.exp(z))

# question: softplus
# loses: softplus/large, softplus/above_relu
# why: the formula as written overflows for large z
def softplus(z):
    return np.log(1 + np.exp(z))

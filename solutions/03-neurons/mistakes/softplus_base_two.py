# question: softplus
# loses: softplus/paper, softplus/oracle, softplus/above_relu
# why: the logarithm to base 2
def softplus(z):
    return np.maximum(0, z) + np.log2(1 + np.exp(-np.abs(z)))

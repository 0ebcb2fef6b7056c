# question: softplus
# loses: softplus/paper, softplus/large, softplus/oracle, softplus/above_relu
# why: minus z in the exponent, the mirror image
def softplus(z):
    return np.maximum(0, -z) + np.log1p(np.exp(-np.abs(z)))

# question: softplus
# loses: softplus/large, softplus/above_relu
# why: the exponential lost its absolute value, so negative z overflow
def softplus(z):
    return z + np.log1p(np.exp(-z))

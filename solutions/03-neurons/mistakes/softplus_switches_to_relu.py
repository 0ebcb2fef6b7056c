# question: softplus
# loses: softplus/oracle, softplus/above_relu
# why: switches to ReLU beyond 3, which is too early
def softplus(z):
    return np.where(z > 3, z, np.log1p(np.exp(np.minimum(z, 3))))

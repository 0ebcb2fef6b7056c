# question: softplus
# loses: softplus/large, softplus/above_relu
# why: clipping the input stops the warning and caps the answer
def softplus(z):
    return np.log(1 + np.exp(np.clip(z, -500, 500)))

# question: softplus
# why: the function of NumPy
def softplus(z):
    return np.logaddexp(0, z)

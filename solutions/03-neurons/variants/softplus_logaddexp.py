# question: softplus
# why: NumPy's own function
def softplus(z):
    return np.logaddexp(0, z)

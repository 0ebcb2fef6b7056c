# question: softplus
# why: a switch where the difference is below rounding
def softplus(z):
    return np.where(z > 50, z, np.log1p(np.exp(np.minimum(z, 50))))

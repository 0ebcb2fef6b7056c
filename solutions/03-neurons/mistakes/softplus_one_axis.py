# question: softplus
# loses: softplus/oracle
# why: a loop over one axis only
def softplus(z):
    return np.array([max(0.0, value) + np.log1p(np.exp(-abs(value))) for value in z])

# question: softplus
# loses: softplus/oracle
# why: minus z for single numbers
def softplus(z):
    if np.ndim(z) == 0:
        return max(-z, 0) + np.log1p(np.exp(-abs(z)))
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))

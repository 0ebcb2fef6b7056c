# question: softplus
# why: in single precision
def softplus(z):
    z = np.asarray(z, dtype=np.float32)
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))

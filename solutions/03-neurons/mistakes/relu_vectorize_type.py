# question: relu
# loses: relu/shapes
# why: np.vectorize takes the type of the first answer
def relu(z):
    z = np.asarray(z)
    if z.ndim == 1:
        return np.maximum(z, 0)
    return np.vectorize(lambda v: max(0, v))(z)

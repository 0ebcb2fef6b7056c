# question: relu
# loses: relu/paper, relu/shapes
# why: leaky ReLU with a tiny slope
def relu(z):
    return np.where(np.asarray(z) > 0, z, 1e-6 * np.asarray(z)) if np.ndim(z) == 1 else np.where(np.asarray(z) > 0, z, 0.01 * np.asarray(z))

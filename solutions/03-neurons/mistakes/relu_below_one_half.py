# question: relu
# loses: relu/shapes
# why: everything below one half is 0
def relu(z):
    return np.where(np.asarray(z) >= 0.5, z, 0.0)

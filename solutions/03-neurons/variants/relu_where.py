# question: relu
# why: np.where
def relu(z):
    return np.where(z > 0, z, 0)

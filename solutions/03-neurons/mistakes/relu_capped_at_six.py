# question: relu
# loses: relu/shapes
# why: caps at 6
def relu(z):
    return np.clip(z, 0, 6)

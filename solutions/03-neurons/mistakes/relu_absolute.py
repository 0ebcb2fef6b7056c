# question: relu
# loses: relu/paper, relu/shapes
# why: negative numbers are flipped instead of replaced by 0
def relu(z):
    return np.abs(z)

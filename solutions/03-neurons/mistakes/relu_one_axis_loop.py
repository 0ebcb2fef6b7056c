# question: relu
# loses: relu/shapes
# why: the loop only works for one axis
def relu(z):
    return np.array([value if value > 0 else 0.0 for value in z])

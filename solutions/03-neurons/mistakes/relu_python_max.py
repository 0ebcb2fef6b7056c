# question: relu
# loses: relu/paper, relu/shapes
# why: uses the max of Python, which cannot compare arrays
def relu(z):
    return max(0, z)

# question: relu
# loses: relu/shapes
# why: writes the zeros into the array it was given
def relu(z):
    z[z < 0] = 0
    return z

# question: relu
# loses: relu/paper, relu/shapes
# why: keeps only the positive elements, so the shape changes
def relu(z):
    return z[z > 0]

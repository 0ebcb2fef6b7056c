# question: relu
# why: the mask as a factor
def relu(z):
    return z * (z > 0)

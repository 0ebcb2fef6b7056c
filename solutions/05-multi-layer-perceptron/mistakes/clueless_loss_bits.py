# question: clueless_loss
# loses: clueless_loss/two, clueless_loss/more
# why: logarithm to base 2
def clueless_loss(classes):
    return np.log2(classes)

# question: clueless_loss
# loses: clueless_loss/more
# why: the answer for two classes, always
def clueless_loss(classes):
    return -np.log(0.5)

# question: clueless_loss
# loses: clueless_loss/two, clueless_loss/more
# why: forgets the minus sign
def clueless_loss(classes):
    return np.log(1 / classes)

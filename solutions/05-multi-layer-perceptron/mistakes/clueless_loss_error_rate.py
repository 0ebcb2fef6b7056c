# question: clueless_loss
# loses: clueless_loss/two, clueless_loss/more
# why: the share of wrong answers instead of the cross-entropy
def clueless_loss(classes):
    return 1 - 1 / classes

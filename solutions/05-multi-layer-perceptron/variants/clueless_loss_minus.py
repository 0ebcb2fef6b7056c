# question: clueless_loss
# why: as in the definition
def clueless_loss(classes):
    return -np.log(1 / classes)

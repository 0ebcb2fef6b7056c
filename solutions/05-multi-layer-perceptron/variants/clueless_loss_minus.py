# question: clueless_loss
# why: as the definition has it
def clueless_loss(classes):
    return -np.log(1 / classes)

# question: clueless_loss
# why: works out the mean over a table of equal probabilities
def clueless_loss(classes):
    probabilities = np.full((classes, classes), 1 / classes)
    return np.mean([-np.log(probabilities[c, c]) for c in range(classes)])

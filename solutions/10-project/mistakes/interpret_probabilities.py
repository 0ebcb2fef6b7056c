# question: interpret
# loses: interpret/form, interpret/learned, results/agree, results/true
# why: returns the probability of class 1 instead of the class
def interpret(outputs):
    return outputs[:, 1]

# question: interpret
# loses: interpret/learned
# why: reads the probability of class 0 as that of class 1
def interpret(outputs):
    return outputs.argmin(axis=1)

# question: interpret
# why: a threshold on the second column
def interpret(outputs):
    return (outputs[:, 1] > 0.5).astype(int)

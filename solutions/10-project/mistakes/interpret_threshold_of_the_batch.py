# question: interpret
# loses: interpret/rows, results/true
# why: compares each row with the mean of all rows
def interpret(outputs):
    return (outputs[:, 1] > outputs[:, 1].mean()).astype(int)

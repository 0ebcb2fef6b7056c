# question: interpret
# loses: interpret/form, interpret/rows, interpret/learned, best/form, best/chosen, results/form, results/agree, results/true
# why: the largest of each column instead of each row
def interpret(outputs):
    return np.argmax(outputs, axis=0)

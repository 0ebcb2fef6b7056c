# question: interpret
# why: row by row
def interpret(outputs):
    return np.array([0 if row[0] >= row[1] else 1 for row in outputs])

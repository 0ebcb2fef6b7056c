# question: read_three_neurons
# why: row by row in plain Python
def read_three_neurons(outputs):
    return np.array([list(row).index(max(row)) for row in outputs])

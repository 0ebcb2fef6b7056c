# question: read_three_neurons
# loses: read_three_neurons/paper, read_three_neurons/rows
# why: one argmax for the whole array
def read_three_neurons(outputs):
    return np.argmax(outputs)

# question: read_three_neurons
# loses: read_three_neurons/paper, read_three_neurons/rows
# why: the probability instead of the class
def read_three_neurons(outputs):
    return outputs.max(axis=1)

# question: read_three_neurons
# loses: read_three_neurons/paper, read_three_neurons/rows
# why: argmax down the columns
def read_three_neurons(outputs):
    return outputs.argmax(axis=0)

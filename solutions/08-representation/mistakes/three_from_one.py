# question: read_three_neurons
# loses: read_three_neurons/paper, read_three_neurons/rows
# why: counts the classes from 1
def read_three_neurons(outputs):
    return outputs.argmax(axis=1) + 1

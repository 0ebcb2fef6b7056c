# question: read_three_neurons
# loses: read_three_neurons/rows
# why: only a probability of at least one half counts; all other rows become A
def read_three_neurons(outputs):
    return (outputs >= 0.5) @ np.array([0, 1, 2])

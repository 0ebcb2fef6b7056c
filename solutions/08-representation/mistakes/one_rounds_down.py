# question: read_one_neuron
# loses: read_one_neuron/between
# why: takes the largest code that is not above the output
CODES = np.array([0.25, 0.9, 1.0])


def read_one_neuron(outputs):
    return np.maximum(np.searchsorted(CODES, outputs[:, 0], side="right") - 1, 0)

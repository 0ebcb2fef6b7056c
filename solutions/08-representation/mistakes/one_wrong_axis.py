# question: read_one_neuron
# loses: read_one_neuron/codes, read_one_neuron/between
# why: finds the nearest output for each code instead of the nearest code for each output
CODES = np.array([0.25, 0.9, 1.0])


def read_one_neuron(outputs):
    return np.abs(outputs - CODES).argmin(axis=0)

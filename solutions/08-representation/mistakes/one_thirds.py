# question: read_one_neuron
# loses: read_one_neuron/codes, read_one_neuron/between
# why: cuts [0, 1] into equal thirds
CODES = np.array([0.25, 0.9, 1.0])


def read_one_neuron(outputs):
    return np.digitize(outputs[:, 0], [1 / 3, 2 / 3])

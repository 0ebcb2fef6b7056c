# question: read_one_neuron
# loses: read_one_neuron/codes, read_one_neuron/between
# why: argmax of a single neuron is always class 0
CODES = np.array([0.25, 0.9, 1.0])


def read_one_neuron(outputs):
    return outputs.argmax(axis=1)

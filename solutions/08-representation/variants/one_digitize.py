# question: read_one_neuron
# why: boundaries halfway between the codes
CODES = np.array([0.25, 0.9, 1.0])


def read_one_neuron(outputs):
    return np.digitize(outputs.ravel(), (CODES[1:] + CODES[:-1]) / 2)

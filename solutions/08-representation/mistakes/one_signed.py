# question: read_one_neuron
# loses: read_one_neuron/codes, read_one_neuron/between
# why: forgets the absolute value, so the largest code always wins
CODES = np.array([0.25, 0.9, 1.0])


def read_one_neuron(outputs):
    return (outputs - CODES).argmin(axis=1)

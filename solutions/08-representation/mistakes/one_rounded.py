# question: read_one_neuron
# loses: read_one_neuron/codes, read_one_neuron/between
# why: rounds the output as if the codes were 0, 1 and 2
CODES = np.array([0.25, 0.9, 1.0])


def read_one_neuron(outputs):
    return np.clip(np.rint(outputs[:, 0]), 0, 2).astype(int)

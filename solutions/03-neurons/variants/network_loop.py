# question: network
# why: one neuron at a time, with neuron
def network(parameters, inputs):
    rows = []
    for p in parameters:
        hidden = np.column_stack(
            [neuron(p[0:2], inputs, p[2], np.tanh), neuron(p[3:5], inputs, p[5], np.tanh)]
        )
        rows.append(neuron(p[6:8], hidden, p[8], np.tanh))
    return np.array(rows)

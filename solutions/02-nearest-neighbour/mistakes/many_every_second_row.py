# question: one_nn_many
# loses: one_nn_many/oracle
# why: only every second row when there are many
def one_nn_many(data, labels, queries):
    step = 1 if len(data) <= 1000 else 2
    rows, names = data[::step], labels[::step]
    return names[np.argmin((rows**2).sum(axis=1) - 2 * queries @ rows.T, axis=1)]

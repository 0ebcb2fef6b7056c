# question: one_nn_many
# loses: one_nn_many/oracle, one_nn_many/accuracy, leave_one_out/oracle, leave_one_out/twins
# why: keeps |r|² of the first data for all calls with as many rows
_lengths = {}
def one_nn_many(data, labels, queries):
    if len(data) not in _lengths:
        _lengths[len(data)] = (data**2).sum(axis=1)
    return labels[np.argmin(_lengths[len(data)] - 2 * queries @ data.T, axis=1)]

# question: one_nn_many
# loses: one_nn_many/speed, one_nn_many/paper, one_nn_many/oracle, one_nn_many/ties, one_nn_many/memory, one_nn_many/accuracy, leave_one_out/paper, leave_one_out/oracle, leave_one_out/twins
# why: takes the farthest row
def one_nn_many(data, labels, queries):
    distances = np.sum(data**2, axis=1) - 2 * queries @ data.T
    return labels[np.argmax(distances, axis=1)]

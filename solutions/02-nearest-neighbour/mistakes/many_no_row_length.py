# question: one_nn_many
# loses: one_nn_many/speed, one_nn_many/paper, one_nn_many/oracle, one_nn_many/ties, one_nn_many/accuracy, leave_one_out/paper, leave_one_out/oracle, leave_one_out/twins, one_nn_many/shape
# why: mistakes the largest dot product for the nearest row and forgets the lengths of the rows
def one_nn_many(data, labels, queries):
    return labels[np.argmax(queries @ data.T, axis=1)]

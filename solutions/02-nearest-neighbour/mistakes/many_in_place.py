# question: one_nn_many
# loses: one_nn_many/speed, leave_one_out/paper, leave_one_out/oracle, leave_one_out/twins
# why: multiplies the queries in place by -2
def one_nn_many(data, labels, queries):
    queries *= -2
    answer = labels[np.argmin((data**2).sum(axis=1) + queries @ data.T, axis=1)]
    return answer

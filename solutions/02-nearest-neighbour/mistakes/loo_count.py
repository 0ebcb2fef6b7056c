# question: leave_one_out
# loses: leave_one_out/paper, leave_one_out/oracle, leave_one_out/twins
# why: returns the number of right rows, not their share
def leave_one_out(data, labels):
    right = 0
    for i in range(len(data)):
        others, other_labels = np.delete(data, i, axis=0), np.delete(labels, i)
        right += int(one_nn(others, other_labels)(data[i]) == labels[i])
    return right

# question: leave_one_out
# loses: leave_one_out/paper, leave_one_out/oracle, leave_one_out/twins
# why: returns the share of wrong rows
def leave_one_out(data, labels):
    wrong = 0
    for i in range(len(data)):
        others, other_labels = np.delete(data, i, axis=0), np.delete(labels, i)
        wrong += one_nn_many(others, other_labels, data[i : i + 1])[0] != labels[i]
    return wrong / len(data)

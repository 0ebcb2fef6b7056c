# question: leave_one_out
# loses: leave_one_out/paper, leave_one_out/oracle, leave_one_out/twins
# why: takes the row out of the data but not out of the labels, so they no longer match
def leave_one_out(data, labels):
    right = 0
    for i in range(len(data)):
        others = np.delete(data, i, axis=0)
        right += one_nn_many(others, labels, data[i : i + 1])[0] == labels[i]
    return right / len(data)

# question: leave_one_out
# loses: leave_one_out/paper, leave_one_out/oracle, leave_one_out/twins
# why: rows are removed and never put back
def leave_one_out(data, labels):
    n, right = len(data), 0
    rows, names = data, labels
    for i in range(n - 1):
        row, label = rows[:1], names[0]
        rows, names = rows[1:], names[1:]
        right += one_nn_many(rows, names, row)[0] == label
    return right / n

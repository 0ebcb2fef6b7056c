# question: leave_one_out
# loses: leave_one_out/oracle
# why: moves the row itself far away in the array that was passed in, and puts it back rounded
def leave_one_out(data, labels):
    right = 0
    for i in range(len(data)):
        row = data[i].copy()
        data[i] += 1e6
        right += one_nn_many(data, labels, row[None])[0] == labels[i]
        data[i] -= 1e6
    return right / len(data)

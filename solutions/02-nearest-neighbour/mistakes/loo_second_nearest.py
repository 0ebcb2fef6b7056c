# question: leave_one_out
# loses: leave_one_out/twins
# why: takes the second nearest row, which with twins is the row itself
def leave_one_out(data, labels):
    right = 0
    for point, label in zip(data, labels):
        order = np.argsort(np.sum((data - point) ** 2, axis=1), kind="stable")
        right += labels[order[1]] == label
    return right / len(data)

# question: leave_one_out
# loses: leave_one_out/oracle
# why: checks only the first 100 rows
def leave_one_out(data, labels):
    m = min(len(data), 100)
    right = 0
    for i in range(m):
        d = np.sum((data - data[i]) ** 2, axis=1).astype(float); d[i] = np.inf
        right += labels[np.argmin(d)] == labels[i]
    return right / m

# question: leave_one_out
# loses: leave_one_out/twins
# why: leaves out every row at distance 0, not the row itself
def leave_one_out(data, labels):
    right = 0
    for point, label in zip(data, labels):
        distances = np.sum((data - point) ** 2, axis=1)
        distances[distances == 0] = np.inf
        right += labels[np.argmin(distances)] == label
    return right / len(data)

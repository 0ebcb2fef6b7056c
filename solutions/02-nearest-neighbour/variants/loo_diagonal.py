# question: leave_one_out
# why: whole matrix with infinity on the diagonal
def leave_one_out(data, labels):
    data = np.asarray(data, float)
    squares = (data**2).sum(axis=1)
    matrix = squares[:, None] - 2 * data @ data.T + squares
    np.fill_diagonal(matrix, np.inf)
    return np.mean(labels[matrix.argmin(axis=1)] == labels)

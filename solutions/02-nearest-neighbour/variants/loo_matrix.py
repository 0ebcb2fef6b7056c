# question: leave_one_out
# why: the whole matrix of distances with an infinite diagonal
def leave_one_out(data, labels):
    squares = np.sum(data**2, axis=1)
    distances = squares[:, None] + squares - 2 * data @ data.T
    np.fill_diagonal(distances, np.inf)
    return np.mean(labels[distances.argmin(axis=1)] == labels)

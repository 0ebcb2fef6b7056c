# question: one_nn_many
# loses: one_nn_many/shape
# why: returns a list instead of an array
def one_nn_many(data, labels, queries):
    distances = np.sum(data**2, axis=1) - 2 * queries @ data.T
    return list(labels[np.argmin(distances, axis=1)])

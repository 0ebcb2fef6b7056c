# question: one_nn_many
# why: adds one (m, n) matrix per feature
def one_nn_many(data, labels, queries):
    distances = np.zeros((len(queries), len(data)))
    for j in range(data.shape[1]):
        distances += (queries[:, j, None] - data[:, j]) ** 2
    return labels[np.argmin(distances, axis=1)]

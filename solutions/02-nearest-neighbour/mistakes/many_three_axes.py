# question: one_nn_many
# loses: one_nn_many/memory
# why: builds an array of shape (m, n, d)
def one_nn_many(data, labels, queries):
    differences = queries[:, None, :] - data[None, :, :]
    return labels[np.argmin(np.sum(differences**2, axis=2), axis=1)]

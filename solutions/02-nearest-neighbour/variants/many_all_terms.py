# question: one_nn_many
# why: all three terms of the squared distance
def one_nn_many(data, labels, queries):
    lengths = (queries**2).sum(axis=1, keepdims=True) + (data**2).sum(axis=1)
    return labels[(lengths - 2 * np.dot(queries, data.T)).argmin(axis=1)]

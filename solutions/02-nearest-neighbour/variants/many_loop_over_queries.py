# question: one_nn_many
# why: one query at a time against all rows at once: slower, but fast enough and small
def one_nn_many(data, labels, queries):
    return np.array([labels[np.argmin(np.sum((data - query) ** 2, axis=1))] for query in queries])

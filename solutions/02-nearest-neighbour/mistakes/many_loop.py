# question: one_nn_many
# loses: one_nn_many/speed
# why: loops over queries and rows in Python
def one_nn_many(data, labels, queries):
    classify = one_nn(data, labels)
    return np.array([classify(query) for query in queries])

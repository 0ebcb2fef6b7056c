# question: one_nn_many
# loses: one_nn_many/oracle
# why: makes bool and float labels whole numbers
def one_nn_many(data, labels, queries):
    found = labels[np.argmin((data**2).sum(axis=1) - 2 * queries @ data.T, axis=1)]
    return found if found.dtype.kind in "US" else found.astype(int)

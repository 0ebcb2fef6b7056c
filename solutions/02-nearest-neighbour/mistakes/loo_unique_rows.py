# question: leave_one_out
# loses: leave_one_out/twins
# why: removes double rows first
def leave_one_out(data, labels):
    data, first = np.unique(data, axis=0, return_index=True)
    labels = labels[first]
    return np.mean([one_nn_many(np.delete(data, i, 0), np.delete(labels, i), data[i : i + 1])[0] == labels[i] for i in range(len(data))])

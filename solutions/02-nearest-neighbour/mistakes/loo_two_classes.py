# question: leave_one_out
# loses: leave_one_out/oracle
# why: labels are turned into two groups (code modulo 2), so only two classes work
def leave_one_out(data, labels):
    codes = np.unique(labels, return_inverse=True)[1] % 2
    hits = [one_nn_many(np.delete(data, i, 0), np.delete(codes, i), data[i : i + 1])[0] == codes[i] for i in range(len(data))]
    return np.mean(hits)

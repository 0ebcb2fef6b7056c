# question: leave_one_out
# why: a mask instead of np.delete, and the slow learner
def leave_one_out(data, labels):
    hits = []
    for i in range(len(data)):
        keep = np.arange(len(data)) != i
        hits.append(one_nn(data[keep], labels[keep])(data[i]) == labels[i])
    return float(np.mean(hits))

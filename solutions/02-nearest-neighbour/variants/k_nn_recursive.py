# question: k_nn
# why: counts by recursion
def _winner(votes, counts=None, i=0):
    counts = {} if counts is None else counts
    if i == len(votes):
        return max(counts, key=counts.get)
    return _winner(votes, {**counts, votes[i]: counts.get(votes[i], 0) + 1}, i + 1)

def k_nn(data, labels, k):
    if k < 1 or k > len(labels):
        raise ValueError("k")
    data = np.array(data, float)
    return lambda point: _winner(list(labels[np.argsort(((data - point) ** 2).sum(1), kind="stable")[:k]]))

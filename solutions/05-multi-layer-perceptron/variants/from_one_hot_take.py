# question: from_one_hot
# why: uses take, and a sum to find the rows of zeros
def from_one_hot(rows, classes):
    if np.any(np.abs(rows).sum(axis=1) == 0):
        raise ValueError("a row is all zeros")
    return np.take(classes, np.argmax(rows, axis=1))

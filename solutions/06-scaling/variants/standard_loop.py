# question: standardise
# why: a loop with sums, as in a textbook
def standardise(data, train):
    out = np.zeros(data.shape)
    n = len(train)
    for j in range(train.shape[1]):
        mean = sum(train[:, j]) / n
        deviation = (sum((value - mean) ** 2 for value in train[:, j]) / n) ** 0.5
        out[:, j] = (data[:, j] - mean) / (1 if len(set(train[:, j])) == 1 else deviation)
    return out

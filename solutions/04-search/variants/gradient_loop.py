# question: gradient
# why: one row at a time
def gradient(w, inputs, targets):
    total = np.zeros(len(w))
    for x, t in zip(inputs, targets):
        p = sigmoid(np.dot(w[:-1], x) + w[-1])
        delta = 2 * (p - t) * p * (1 - p)
        total += delta * np.append(x, 1)
    return total / len(inputs)

# question: sgd
# loses: sgd/rows
# why: uses all rows in every step
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [w]
    for _ in range(epochs):
        for batch in mini_batches(len(inputs), size, rng):
            path.append(path[-1] - rate * grad(path[-1], inputs, targets))
    return np.array(path)

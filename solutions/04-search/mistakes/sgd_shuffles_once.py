# question: sgd
# loses: sgd/rows
# why: deals out the rows only once, before the epochs
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [w]
    batches = mini_batches(len(inputs), size, rng)
    for _ in range(epochs):
        for batch in batches:
            path.append(path[-1] - rate * grad(path[-1], inputs[batch], targets[batch]))
    return np.array(path)

# question: sgd
# loses: sgd/rows, sgd/accuracy
# why: takes the inputs of the batch, but the first targets
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [w]
    for _ in range(epochs):
        for batch in mini_batches(len(inputs), size, rng):
            path.append(path[-1] - rate * grad(path[-1], inputs[batch], targets[: len(batch)]))
    return np.array(path)

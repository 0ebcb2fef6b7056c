# question: sgd
# loses: sgd/rows
# why: leaves the smaller last batch out unless it has two rows
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [w]
    for _ in range(epochs):
        for batch in mini_batches(len(inputs), size, rng):
            if len(batch) < size and len(batch) != 2:
                continue
            path.append(path[-1] - rate * grad(path[-1], inputs[batch], targets[batch]))
    return np.array(path)

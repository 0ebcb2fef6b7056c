# question: sgd
# loses: sgd/rows
# why: shuffles the inputs and targets that were passed in
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [w]
    for _ in range(epochs):
        order = rng.permutation(len(inputs))
        inputs[:], targets[:] = inputs[order], targets[order]
        for first in range(0, len(inputs), size):
            part = slice(first, first + size)
            path.append(path[-1] - rate * grad(path[-1], inputs[part], targets[part]))
    return np.array(path)

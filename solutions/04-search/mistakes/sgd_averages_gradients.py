# question: sgd
# loses: sgd/rows
# why: averages the last two gradients
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path, last = [w], None
    for _ in range(epochs):
        for batch in mini_batches(len(inputs), size, rng):
            g = grad(path[-1], inputs[batch], targets[batch])
            step = g if last is None else (g + last) / 2
            last = g
            path.append(path[-1] - rate * step)
    return np.array(path)

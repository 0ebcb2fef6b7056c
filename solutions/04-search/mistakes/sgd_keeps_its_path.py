# question: sgd
# loses: sgd/rows
# why: gradient always at the first point of a path that is kept between calls
def sgd(grad, w, inputs, targets, rate, size, epochs, rng, path=[]):
    steps = epochs * -(-len(inputs) // size)
    path.append(w)
    for _ in range(epochs):
        for batch in mini_batches(len(inputs), size, rng):
            path.append(path[-1] - rate * grad(path[0] if len(path[0]) == len(w) else path[-1], inputs[batch], targets[batch]))
    return np.array(path[-steps - 1 :])

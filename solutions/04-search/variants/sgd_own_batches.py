# question: sgd
# why: deals out the rows itself
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [np.asarray(w)]
    for _ in range(epochs):
        order = rng.permutation(len(targets))
        shuffled_inputs, shuffled_targets = inputs[order], targets[order]
        for i in range(0, len(targets), size):
            slope = grad(path[-1], shuffled_inputs[i : i + size], shuffled_targets[i : i + size])
            path.append(path[-1] - rate * slope)
    return np.array(path)

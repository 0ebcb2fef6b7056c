# question: sgd
# loses: sgd/rows, sgd/accuracy
# why: the gradient is always taken at the start
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [w]
    for _ in range(epochs):
        for batch in mini_batches(len(inputs), size, rng):
            path.append(path[-1] - rate * grad(w, inputs[batch], targets[batch]))
    return np.array(path)

# question: sgd
# loses: sgd/rows
# why: a new generator per epoch
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [w]
    for epoch in range(epochs):
        for batch in mini_batches(len(inputs), size, np.random.default_rng(epoch)):
            path.append(path[-1] - rate * grad(path[-1], inputs[batch], targets[batch]))
    return np.array(path)

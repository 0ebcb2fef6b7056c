# question: sgd
# loses: sgd/steps, sgd/rows, sgd/accuracy
# why: one step per epoch, with the last batch
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [w]
    for _ in range(epochs):
        for batch in mini_batches(len(inputs), size, rng):
            slope = grad(path[-1], inputs[batch], targets[batch])
        path.append(path[-1] - rate * slope)
    return np.array(path)

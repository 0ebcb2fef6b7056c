# question: sgd
# loses: sgd/steps, sgd/rows, sgd/accuracy
# why: goes through the rows only once
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [w]
    for batch in mini_batches(len(inputs), size, rng):
        path.append(path[-1] - rate * grad(path[-1], inputs[batch], targets[batch]))
    return np.array(path)

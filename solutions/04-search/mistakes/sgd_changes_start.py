# question: sgd
# loses: sgd/rows
# why: updates the start in place, and copies it into the path only afterwards
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    path = [w.copy()]
    for _ in range(epochs):
        for batch in mini_batches(len(inputs), size, rng):
            w -= rate * grad(w, inputs[batch], targets[batch])
            path.append(w.copy())
    return np.array(path)

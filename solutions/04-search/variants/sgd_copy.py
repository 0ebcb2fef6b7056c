# question: sgd
# why: an explicit current point
def sgd(grad, w, inputs, targets, rate, size, epochs, rng):
    now = w.copy()
    path = [now.copy()]
    for epoch in range(epochs):
        for rows in mini_batches(inputs.shape[0], size, rng):
            now -= rate * grad(now, inputs[rows], targets[rows])
            path.append(now.copy())
    return np.vstack(path)

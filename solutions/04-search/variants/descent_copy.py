# question: gradient_descent
# why: an array of its own, filled row by row
def gradient_descent(f, grad, w, rate, steps):
    path = np.empty((steps + 1, len(w)))
    losses = np.empty(steps + 1)
    path[0], losses[0] = w, f(w)
    for k in range(steps):
        path[k + 1] = path[k] - rate * np.asarray(grad(path[k]))
        losses[k + 1] = f(path[k + 1])
    return path, losses

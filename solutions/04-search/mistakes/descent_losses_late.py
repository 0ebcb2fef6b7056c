# question: gradient_descent
# loses: gradient_descent/losses
# why: the losses are those of the next point
def gradient_descent(f, grad, w, rate, steps):
    path, losses = [w], []
    for _ in range(steps):
        path.append(path[-1] - rate * grad(path[-1]))
        losses.append(f(path[-1]))
    losses.append(f(path[-1]))
    return np.array(path), np.array(losses)

# question: gradient_descent
# loses: gradient_descent/losses
# why: does not take a step that leads up
def gradient_descent(f, grad, w, rate, steps):
    path = [w]
    for _ in range(steps):
        new = path[-1] - rate * grad(path[-1])
        path.append(new if f(new) <= f(path[-1]) else path[-1])
    return np.array(path), np.array([f(p) for p in path])

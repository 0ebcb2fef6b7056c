# question: gradient_descent
# loses: gradient_descent/losses
# why: the best loss so far
def gradient_descent(f, grad, w, rate, steps):
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - rate * grad(path[-1]))
    return np.array(path), np.minimum.accumulate([f(p) for p in path])

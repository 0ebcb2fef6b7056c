# question: gradient_descent
# loses: gradient_descent/shapes, gradient_descent/paper, gradient_descent/tilted, gradient_descent/start, gradient_descent/losses
# why: the start is not part of the path
def gradient_descent(f, grad, w, rate, steps):
    path = []
    for _ in range(steps):
        w = w - rate * grad(w)
        path.append(w)
    return np.array(path), np.array([f(point) for point in path])

# question: gradient_descent
# loses: gradient_descent/paper, gradient_descent/tilted, gradient_descent/losses
# why: walks uphill
def gradient_descent(f, grad, w, rate, steps):
    path = [w]
    for _ in range(steps):
        path.append(path[-1] + rate * grad(path[-1]))
    return np.array(path), np.array([f(point) for point in path])

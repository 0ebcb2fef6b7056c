# question: gradient_descent
# loses: gradient_descent/paper, gradient_descent/tilted, gradient_descent/losses
# why: takes the gradient at the start in every step
def gradient_descent(f, grad, w, rate, steps):
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - rate * grad(w))
    return np.array(path), np.array([f(point) for point in path])

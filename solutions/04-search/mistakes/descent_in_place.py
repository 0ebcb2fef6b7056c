# question: gradient_descent
# loses: gradient_descent/paper, gradient_descent/tilted, gradient_descent/start, gradient_descent/losses, gradient_descent/shapes
# why: updates in place: every point of the path is the same array, and the start is lost
def gradient_descent(f, grad, w, rate, steps):
    path = [w]
    for _ in range(steps):
        w -= rate * grad(w)
        path.append(w)
    return np.array(path), np.array([f(point) for point in path])

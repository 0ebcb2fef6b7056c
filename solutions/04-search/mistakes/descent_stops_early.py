# question: gradient_descent
# loses: gradient_descent/losses
# why: stops when the gradient is small
def gradient_descent(f, grad, w, rate, steps):
    path = [w]
    for _ in range(steps):
        g = grad(path[-1])
        if np.linalg.norm(g) < 1e-3:
            break
        path.append(path[-1] - rate * g)
    return np.array(path), np.array([f(p) for p in path])

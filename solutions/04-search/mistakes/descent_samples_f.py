# question: gradient_descent
# loses: gradient_descent/losses
# why: ignores grad and samples f with a coarse step
def gradient_descent(f, grad, w, rate, steps):
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - rate * numerical_gradient(f, path[-1], 1e-2))
    return np.array(path), np.array([f(p) for p in path])

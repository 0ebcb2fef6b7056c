# question: gradient_descent
# loses: gradient_descent/losses
# why: halves rates below 0.2
def gradient_descent(f, grad, w, rate, steps):
    r = rate if rate >= 0.2 else rate * 0.5
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - r * grad(path[-1]))
    return np.array(path), np.array([f(p) for p in path])

# question: gradient_descent
# loses: gradient_descent/losses
# why: gradients clipped to ±20
def gradient_descent(f, grad, w, rate, steps):
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - rate * np.clip(grad(path[-1]), -16, 16))
    return np.array(path), np.array([f(p) for p in path])
